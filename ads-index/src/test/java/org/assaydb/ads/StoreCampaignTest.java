package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.Entry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A replica that forks, commits, crashes, reopens in the middle of merges and catches up, beside a
 * slow one to which nothing else happens: same roots after every block, reads as the model has
 * them. Properties {@code store.seeds}, {@code store.first} and {@code store.operations} make it
 * longer.
 */
class StoreCampaignTest {
  private static final int OPERATIONS = Integer.getInteger("store.operations", 2000);
  private static final int BLOCKS_A_CHECK = Math.min(100, OPERATIONS / 100);

  private static final int BLOCKS_A_COMMIT = 16;

  @TempDir Path dir;

  static LongStream seeds() {
    long first = Long.getLong("store.first", 1);
    return LongStream.range(first, first + Long.getLong("store.seeds", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replicasAgreeAndReadAsTheModel(long seed) {
    Random random = new Random(seed);
    int sealRows = 20 + random.nextInt(60);
    RunSizing sizing =
        new RunSizing(
            sealRows,
            1 + random.nextInt(30),
            2 + random.nextInt(5),
            2 + random.nextInt(3),
            64 << random.nextInt(2),
            1 + random.nextInt(4),
            40 + random.nextInt(100),
            random.nextBoolean() ? 0 : random.nextInt(8),
            12 + random.nextInt(20));
    try (IndexStore slow =
            IndexStore.open(dir.resolve("slow"), new StoreOptions(sizing, 1 << 20, 0));
        Replica replica =
            new Replica(dir.resolve("replica"), new StoreOptions(sizing, 1 << 18, 2))) {
      run(random, slow, replica);
    }
  }

  private static StateTree create(StateTree empty) {
    return empty.apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
  }

  private static void run(Random random, IndexStore slowStore, Replica replica) {
    StoreModel model = new StoreModel();
    StateTree slow = create(slowStore.emptyState());
    int ids = 50 + random.nextInt(1000);
    int done = 0;
    while (done < OPERATIONS) {
      long height = slow.height() + 1;
      int rows = blockRows(random);
      if (random.nextInt(15) == 0) {
        replica.fork(model.copy().block(random, height, random.nextInt(80), ids));
      }
      Map<IndexId, List<Entry>> block = model.block(random, height, rows, ids);
      slow = slow.apply(height, block, List.of(), List.of());
      replica.apply(height, block);
      assertThat(replica.state.root()).isEqualTo(slow.root());
      if (height % BLOCKS_A_COMMIT == 0) {
        // So that runs that nobody needs any more do not stay on disk.
        slowStore.commit(slow, new StoreBatch(), true);
      }
      if (random.nextInt(4) == 0) {
        replica.commit(random.nextBoolean());
      }
      if (random.nextInt(25) == 0) {
        replica.crash();
        assertThat(replica.state.root()).isEqualTo(slow.root());
      }
      if (random.nextInt(BLOCKS_A_CHECK) == 0 && model.hasWritten()) {
        StoreReadContract.check(replica.state, model, random, 1);
      }
      done += Math.max(1, rows);
    }
    StoreReadContract.check(replica.state, model, random, 3);
    assertThat(slow.index(StoreModel.PRIMARY.id()).orElseThrow().descriptor().hasHistory())
        .isTrue();
  }

  private static int blockRows(Random random) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> 0;
      case 2 -> 100 + random.nextInt(300);
      case 3 -> 1;
      // 2^k rows, one less and one more.
      case 4 -> (1 << 1 + random.nextInt(7)) - 1 + random.nextInt(3);
      default -> random.nextInt(60);
    };
  }

  /** A store that is closed without warning and catches up by its blocks. */
  private static final class Replica implements AutoCloseable {
    private final Path where;
    private final StoreOptions options;
    private final TreeMap<Long, Map<IndexId, List<Entry>>> uncommitted = new TreeMap<>();
    private IndexStore store;
    private StateTree state;

    Replica(Path where, StoreOptions options) {
      this.where = where;
      this.options = options;
      store = IndexStore.open(where, options);
      state = create(store.emptyState());
    }

    void apply(long height, Map<IndexId, List<Entry>> block) {
      state = state.apply(height, block, List.of(), List.of());
      uncommitted.put(height, block);
    }

    /** Applies a block that loses against another one of the same height. */
    void fork(Map<IndexId, List<Entry>> block) {
      long height = state.height() + 1;
      StateTree lost = state.apply(height, block, List.of(), List.of());
      assertThat(lost.apply(height + 1, Map.of(), List.of(), List.of()).height())
          .isEqualTo(height + 1);
    }

    void commit(boolean sync) {
      store.commit(state, new StoreBatch(), sync);
      uncommitted.clear();
    }

    void crash() {
      store.close();
      store = IndexStore.open(where, options);
      state = store.loadState().orElseGet(() -> create(store.emptyState()));
      uncommitted.forEach(
          (height, block) -> state = state.apply(height, block, List.of(), List.of()));
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
