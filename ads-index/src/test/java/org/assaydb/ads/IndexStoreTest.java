package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexStoreTest {
  /** Seals and merges every few blocks, chunks of more than one group. */
  private static final RunSizing SMALL = new RunSizing(120, 20, 4, 3, 128);

  private static final StoreOptions OPTIONS = new StoreOptions(SMALL, 1 << 20);
  private static final StoreOptions TINY_CACHE = new StoreOptions(SMALL, 10_000);

  @TempDir Path dir;

  private static StateTree create(IndexStore store) {
    return store
        .emptyState()
        .apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
  }

  private static StateTree next(StateTree state, StoreModel model, Random random, int rows) {
    long height = state.height() + 1;
    return state.apply(height, model.block(random, height, rows, 400), List.of(), List.of());
  }

  private static int runs(StateTree state) {
    return state.runIds().size();
  }

  private static List<Long> currentRuns(StateTree state) {
    return state.indexes().stream()
        .flatMap(i -> i.sealed().runs().stream())
        .map(SealedRun::id)
        .toList();
  }

  @Test
  void oversizedKeysAndRowsAreRefusedWithTheLimit() {
    TableDef table =
        new TableDef(
            new TableId(1),
            1,
            "PUBLIC",
            "T",
            List.of(new Column("ID", ColumnType.of(ColumnType.Kind.VARBINARY, 9), false, null)),
            List.of(
                new IndexDef(
                    new IndexId(3),
                    "PK",
                    true,
                    true,
                    List.of(new IndexDef.KeyPart(0, false)),
                    List.of())));
    IndexSchema schema = IndexSchema.of(table, table.indexes().get(0));
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = store.emptyState().apply(1, Map.of(), List.of(schema), List.of());
      Key longest = new Key(new byte[Key.MAX_BYTES]);
      assertThat(withEntry(state, longest, 10)).isNotNull();
      Key longer = new Key(new byte[Key.MAX_BYTES + 1]);
      assertThatThrownBy(() -> withEntry(state, longer, 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("key of 1025 bytes exceeds 1024");
      assertThatThrownBy(() -> withEntry(state, longest, RowCodec.MAX_BYTES + 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row of 1048577 bytes exceeds 1048576");
    }
  }

  private static StateTree withEntry(StateTree state, Key key, int rowBytes) {
    long height = state.height() + 1;
    Entry entry = new Entry(key, Version.of(height, 0), EntryKind.INSERT, new byte[rowBytes]);
    return state.apply(height, Map.of(new IndexId(3), List.of(entry)), List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsEqualTheModelThroughSealsMergesAndReopening(long seed) {
    Random random = new Random(seed);
    StoreModel model = new StoreModel();
    int mostTier = 0;
    StateTree state;
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      state = create(store);
      for (int i = 0; i < 60; i++) {
        state = next(state, model, random, i % 9 == 0 ? 0 : 1 + random.nextInt(40));
        if (i % 3 == 0) {
          store.commit(state, new StoreBatch(), false);
        }
        if (i % 10 == 1) {
          StoreReadContract.check(state, model, random, 3);
        }
      }
      store.commit(state, new StoreBatch(), true);
      mostTier =
          state.index(StoreModel.PRIMARY.id()).orElseThrow().descriptor().runs().stream()
              .mapToInt(r -> r.tier())
              .max()
              .orElse(0);
    }
    assertThat(mostTier).isGreaterThanOrEqualTo(2);
    try (IndexStore store = IndexStore.open(dir, TINY_CACHE)) {
      StateTree loaded = store.loadState().orElseThrow();
      assertThat(loaded.root()).isEqualTo(state.root());
      StoreReadContract.check(loaded, model, random, 5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1000", "7,3", "1000,9", "2,1"})
  void rootsDependOnTheBlocksAlone(int commitEvery, int reopenEvery) {
    List<Digest> expected = roots(dir.resolve("a"), OPTIONS, 1, 1000);
    assertThat(roots(dir.resolve("b"), TINY_CACHE, commitEvery, reopenEvery)).isEqualTo(expected);
  }

  private static List<Digest> roots(
      Path where, StoreOptions options, int commitEvery, int reopenEvery) {
    Random random = new Random(42);
    StoreModel model = new StoreModel();
    List<Digest> roots = new ArrayList<>();
    IndexStore store = IndexStore.open(where, options);
    try {
      StateTree state = create(store);
      for (int i = 1; i <= 40; i++) {
        state = next(state, model, random, i % 7 == 0 ? 0 : random.nextInt(60));
        roots.add(state.root());
        boolean reopen = i % reopenEvery == 0;
        if (reopen || i % commitEvery == 0) {
          store.commit(state, new StoreBatch(), reopen);
        }
        if (reopen) {
          store.close();
          store = IndexStore.open(where, options);
          state = store.loadState().orElseThrow();
        }
      }
    } finally {
      store.close();
    }
    return roots;
  }

  @Test
  void uncommittedBlocksLeaveNothing() {
    Random random = new Random(5);
    StoreModel model = new StoreModel();
    StateTree committed;
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      committed = create(store);
      for (int i = 0; i < 10; i++) {
        committed = next(committed, model, random, 30);
      }
      store.commit(committed, new StoreBatch().put(new byte[] {1}, new byte[] {2}), true);
      StateTree lost = committed;
      StoreModel other = model.copy();
      for (int i = 0; i < 20; i++) {
        lost = next(lost, other, random, 50);
      }
      assertThat(store.bodies().storedRuns()).hasSizeGreaterThan(runs(committed));
    }
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree loaded = store.loadState().orElseThrow();
      assertThat(loaded.height()).isEqualTo(committed.height());
      assertThat(loaded.root()).isEqualTo(committed.root());
      assertThat(store.bodies().storedRuns()).isEqualTo(loaded.runIds());
      assertThat(store.get(new byte[] {1})).containsExactly(2);
      StoreReadContract.check(loaded, model, random, 3);
    }
  }

  @Test
  void mergedRunsStayReadableThroughOldStates() {
    Random random = new Random(6);
    StoreModel model = new StoreModel();
    try (IndexStore store = IndexStore.open(dir, TINY_CACHE)) {
      StateTree old = create(store);
      for (int i = 0; i < 12; i++) {
        old = next(old, model, random, 40);
      }
      store.commit(old, new StoreBatch(), true);
      StateTree state = old;
      StoreModel later = model.copy();
      for (int i = 0; i < 30; i++) {
        state = next(state, later, random, 40);
        store.commit(state, new StoreBatch(), true);
      }
      assertThat(currentRuns(state)).doesNotContainAnyElementsOf(currentRuns(old));
      StoreReadContract.check(old, model, random, 5);
    }
  }

  @Test
  void droppedIndexIsGone() {
    Random random = new Random(7);
    StoreModel model = new StoreModel();
    StateTree state;
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      state = create(store);
      for (int i = 0; i < 10; i++) {
        state = next(state, model, random, 30);
        store.commit(state, new StoreBatch(), false);
      }
      state =
          state.apply(state.height() + 1, Map.of(), List.of(), List.of(StoreModel.SECONDARY.id()));
      store.commit(state, new StoreBatch(), true);
    }
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree loaded = store.loadState().orElseThrow();
      assertThat(loaded.root()).isEqualTo(state.root());
      assertThat(loaded.index(StoreModel.SECONDARY.id())).isEmpty();
      assertThat(store.bodies().storedRuns()).isEqualTo(loaded.runIds());
    }
  }

  @Test
  void idleRunIsSealed() {
    StoreModel model = new StoreModel();
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = next(create(store), model, new Random(8), 30);
      for (int i = 0; i < 3; i++) {
        state = state.apply(state.height() + 1, Map.of(), List.of(), List.of());
        assertThat(runs(state)).isZero();
      }
      state = state.apply(state.height() + 1, Map.of(), List.of(), List.of());
      assertThat(runs(state)).isEqualTo(2);
    }
  }

  @Test
  void refusesWhatBreaksItsContract() {
    StoreModel model = new StoreModel();
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = create(store);
      Map<IndexId, List<Entry>> block = model.block(new Random(9), 2, 30, 400);
      StateTree after = state.apply(2, block, List.of(), List.of());
      assertThatThrownBy(() -> state.apply(3, block, List.of(), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> after.apply(2, Map.of(), List.of(), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> state.apply(2, Map.of(), List.of(StoreModel.PRIMARY), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      store.commit(after, new StoreBatch(), false);
      assertThatThrownBy(() -> store.commit(state, new StoreBatch(), false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void emptyIndexAnswersNothing() {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      assertThat(store.loadState()).isEmpty();
      IndexState index = create(store).index(StoreModel.PRIMARY.id()).orElseThrow();
      assertThat(index.newest(StoreModel.key(1), 1)).isNull();
      assertThat(index.firstLive(KeyRange.ALL, 1)).isNull();
      assertThat(index.hasNewerThan(KeyRange.ALL, 0)).isFalse();
    }
  }
}
