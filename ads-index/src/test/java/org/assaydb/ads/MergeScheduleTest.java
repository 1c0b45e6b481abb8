package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.MergeDescriptor;
import org.assaydb.proofs.tree.RunDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges are part of the state: the same on all replicas, whatever happens to each. */
class MergeScheduleTest {
  private static final RunSizing SMALL = new RunSizing(100, 20, 4, 3, 128, 5, 100, 10, 24);
  private static final StoreOptions FAST = new StoreOptions(SMALL, 1 << 20, 2);
  private static final StoreOptions SLOW = new StoreOptions(SMALL, 1 << 20, 0);
  private static final int BLOCKS = 60;

  @TempDir Path dir;

  /** Blocks of very different sizes, pauses in which the index is idle, and a load. */
  private static List<Map<IndexId, List<Entry>>> blocks(long seed, StoreModel model) {
    Random random = new Random(seed);
    List<Map<IndexId, List<Entry>>> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      boolean large = i >= 28 && i < 42 || random.nextInt(12) == 0;
      int rows = i % 25 > 18 ? 0 : large ? 250 : random.nextInt(60);
      blocks.add(model.block(random, i + 2, rows, 4000));
    }
    return blocks;
  }

  private static StateTree create(IndexStore store) {
    return store
        .emptyState()
        .apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
  }

  private static IndexDescriptor primary(StateTree state) {
    return state.index(StoreModel.PRIMARY.id()).orElseThrow().descriptor();
  }

  private static List<Digest> roots(
      Path where, StoreOptions options, List<Map<IndexId, List<Entry>>> blocks, int reopenEvery) {
    List<Digest> roots = new ArrayList<>();
    IndexStore store = IndexStore.open(where, options);
    try {
      StateTree state = create(store);
      for (Map<IndexId, List<Entry>> block : blocks) {
        state = state.apply(state.height() + 1, block, List.of(), List.of());
        roots.add(state.root());
        if (state.height() % reopenEvery == 0) {
          store.commit(state, new StoreBatch(), true);
          store.close();
          store = IndexStore.open(where, options);
          state = store.loadState().orElseThrow();
          assertThat(state.root()).isEqualTo(roots.get(roots.size() - 1));
        }
      }
    } finally {
      store.close();
    }
    return roots;
  }

  @ParameterizedTest
  @ValueSource(longs = {1})
  void rootsAreTheSameHoweverFastAndHoweverOftenRestarted(long seed) {
    List<Map<IndexId, List<Entry>>> blocks = blocks(seed, new StoreModel());
    List<Digest> expected = roots(dir.resolve("fast"), FAST, blocks, 1000);
    assertThat(roots(dir.resolve("slow"), SLOW, blocks, 1000)).isEqualTo(expected);
    assertThat(roots(dir.resolve("restarted"), FAST, blocks, 3)).isEqualTo(expected);
    assertThat(roots(dir.resolve("slow and restarted"), SLOW, blocks, 1)).isEqualTo(expected);
  }

  @Test
  void inputsStayUntilTheInstallHeightOrUntilALoadOvertakesThem() {
    StoreModel model = new StoreModel();
    List<Map<IndexId, List<Entry>>> blocks = blocks(3, model);
    int installed = 0;
    int overtaken = 0;
    try (IndexStore store = IndexStore.open(dir, FAST)) {
      StateTree state = create(store);
      for (Map<IndexId, List<Entry>> block : blocks) {
        IndexDescriptor before = primary(state);
        state = state.apply(state.height() + 1, block, List.of(), List.of());
        IndexDescriptor after = primary(state);
        for (MergeDescriptor merge : before.merges()) {
          assertThat(merge.installHeight())
              .isGreaterThanOrEqualTo(merge.startHeight() + SMALL.mergeBlocks());
          int to = before.runs().size() - merge.older();
          List<RunDescriptor> inputs = before.runs().subList(to - merge.inputs(), to);
          boolean loaded = loadedBeyond(before, state, merge, inputs);
          if (merge.installHeight() > state.height() && !loaded) {
            assertThat(after.runs()).containsAll(inputs);
          } else {
            assertThat(after.runs()).doesNotContainAnyElementsOf(inputs);
            installed++;
            overtaken += merge.installHeight() > state.height() ? 1 : 0;
          }
        }
        assertThat(after.runs()).hasSizeLessThanOrEqualTo(SMALL.maxRuns());
      }
    }
    assertThat(installed).isGreaterThan(3);
    assertThat(overtaken).isGreaterThan(0);
  }

  /** Whether half as many entries as the inputs have were sealed since the start of the merge. */
  private static boolean loadedBeyond(
      IndexDescriptor before, StateTree state, MergeDescriptor merge, List<RunDescriptor> inputs) {
    List<RunDescriptor> runs = new ArrayList<>(before.runs());
    runs.removeIf(r -> r.tier() == 0);
    // What the block itself seals comes before merges are installed.
    IndexState index = state.index(StoreModel.PRIMARY.id()).orElseThrow();
    index.sealed().runs().stream()
        .map(SealedRun::descriptor)
        .filter(r -> r.summary().maxVersion().height() == state.height())
        .forEach(runs::add);
    long since =
        runs.stream()
            .filter(r -> r.summary().minVersion().height() > merge.startHeight())
            .mapToLong(r -> r.summary().count())
            .sum();
    long taken = inputs.stream().mapToLong(r -> r.summary().count()).sum();
    return state.height() >= merge.startHeight() + SMALL.mergeBlocks() && 2 * since >= taken;
  }

  @Test
  void runsStayFewUnderALoadOfLargeBlocks() {
    Random random = new Random(9);
    StoreModel model = new StoreModel();
    int most = 0;
    try (IndexStore store = IndexStore.open(dir, SLOW)) {
      StateTree state = create(store);
      for (int i = 0; i < 80; i++) {
        long height = state.height() + 1;
        state =
            state.apply(height, model.block(random, height, 250, 1 << 30), List.of(), List.of());
        most = Math.max(most, primary(state).runs().size());
      }
    }
    // By heights alone they would be 22.
    assertThat(most).isLessThanOrEqualTo(16);
  }

  @Test
  void competingBlocksShareTheMergesOfTheirParent() {
    StoreModel model = new StoreModel();
    List<Map<IndexId, List<Entry>>> blocks = blocks(4, model);
    int shared = 0;
    try (IndexStore store = IndexStore.open(dir, SLOW)) {
      StateTree state = create(store);
      for (Map<IndexId, List<Entry>> block : blocks) {
        long height = state.height() + 1;
        StateTree empty = state.apply(height, Map.of(), List.of(), List.of());
        StateTree other = state.apply(height, Map.of(), List.of(), List.of());
        List<PendingMerge> left = merges(empty);
        List<PendingMerge> right = merges(other);
        assertThat(left).hasSameSizeAs(right);
        for (int i = 0; i < left.size(); i++) {
          if (left.get(i).inputs().equals(right.get(i).inputs())) {
            assertThat(left.get(i).task()).isSameAs(right.get(i).task());
            shared++;
          }
        }
        state = state.apply(height, block, List.of(), List.of());
      }
      StoreReadContract.check(state, model, new Random(4), 3);
    }
    assertThat(shared).isGreaterThan(3);
  }

  private static List<PendingMerge> merges(StateTree state) {
    return state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().merges();
  }

  @Test
  void idleIndexIsMergedDownToOneRun() {
    StoreModel model = new StoreModel();
    try (IndexStore store = IndexStore.open(dir, FAST)) {
      StateTree state = create(store);
      Random random = new Random(5);
      for (long height = 2; height < 17; height++) {
        state = state.apply(height, model.block(random, height, 50, 400), List.of(), List.of());
      }
      assertThat(primary(state).runs()).hasSizeGreaterThan(1);
      for (int i = 0; i < 60; i++) {
        state = state.apply(state.height() + 1, Map.of(), List.of(), List.of());
      }
      assertThat(primary(state).runs().stream().filter(r -> r.tier() > 0)).hasSize(1);
      assertThat(primary(state).merges()).isEmpty();
      StoreReadContract.check(state, model, new Random(5), 3);
    }
  }

  @Test
  void largeBlockBecomesARunOfItsTier() {
    StoreModel model = new StoreModel();
    Random random = new Random(6);
    try (IndexStore store = IndexStore.open(dir, FAST)) {
      StateTree state = create(store);
      state = state.apply(2, model.block(random, 2, 30, 4000), List.of(), List.of());
      state = state.apply(3, model.block(random, 3, 1200, 4000), List.of(), List.of());
      List<RunDescriptor> runs = primary(state).runs();
      assertThat(runs.stream().map(RunDescriptor::tier)).containsExactly(SMALL.tierOf(1200), 1);
      assertThat(SMALL.tierOf(1200)).isEqualTo(3);
      StoreReadContract.check(state, model, random, 3);
    }
  }

  @Test
  void droppedIndexEndsItsMerges() {
    try (IndexStore store = IndexStore.open(dir, SLOW)) {
      StateTree state = create(store);
      for (Map<IndexId, List<Entry>> block : blocks(7, new StoreModel())) {
        if (merges(state).isEmpty()) {
          state = state.apply(state.height() + 1, block, List.of(), List.of());
        }
      }
      assertThat(merges(state)).isNotEmpty();
      MergeTask task = merges(state).get(0).task();
      store.commit(state, new StoreBatch(), true);
      StateTree after =
          state.apply(state.height() + 1, Map.of(), List.of(), List.of(StoreModel.PRIMARY.id()));
      store.commit(after, new StoreBatch(), true);
      task.runInBackground();
      assertThat(task.isDone()).isFalse();
    }
  }

  @Test
  void failedMergeLeavesTheFormerRuns() {
    StoreModel model = new StoreModel();
    StorageException full =
        new StorageException(StorageException.Category.UNAVAILABLE, "no space left on device");
    try (IndexStore store = IndexStore.open(dir, SLOW)) {
      StateTree state = create(store);
      Random random = new Random(8);
      while (merges(state).isEmpty()) {
        long height = state.height() + 1;
        state = state.apply(height, model.block(random, height, 50, 400), List.of(), List.of());
      }
      long due = merges(state).get(0).installHeight();
      while (state.height() + 1 < due) {
        state = state.apply(state.height() + 1, Map.of(), List.of(), List.of());
      }
      StateTree before = state;
      store.bodies().failWrites(full);
      assertThatThrownBy(() -> before.apply(due, Map.of(), List.of(), List.of()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("merge of runs")
          .hasCauseReference(full);
      StoreReadContract.check(before, model, random, 3);
      store.bodies().failWrites(null);
      StateTree after = before.apply(due, Map.of(), List.of(), List.of());
      assertThat(merges(after)).doesNotContainAnyElementsOf(merges(before));
      StoreReadContract.check(after, model, random, 3);
    }
  }

  @Test
  void damagedInputIsNamedByTheMerge() {
    StoreModel model = new StoreModel();
    try (IndexStore store = IndexStore.open(dir, SLOW)) {
      StateTree state = create(store);
      Random random = new Random(9);
      while (merges(state).isEmpty()) {
        long height = state.height() + 1;
        state = state.apply(height, model.block(random, height, 50, 400), List.of(), List.of());
      }
      PendingMerge merge = merges(state).get(0);
      long id = merge.inputs().get(0).id();
      byte[] key = StoreKeys.group(id, 0, 1);
      byte[] bad = store.bodies().raw(key);
      bad[bad.length / 2] ^= 1;
      store.bodies().overwrite(key, bad);
      assertThatThrownBy(() -> merge.task().await())
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.category()).isEqualTo(StorageException.Category.CORRUPTION))
          .rootCause()
          .hasMessageContaining("of run " + id);
    }
  }
}
