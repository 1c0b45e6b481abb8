package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged values are refused when they are read, never answered from. */
class StoreDamageTest {
  private static final StoreOptions OPTIONS =
      new StoreOptions(new RunSizing(100, 100, 4, 3, 128), 0);

  @TempDir Path dir;

  private StateTree filled(IndexStore store) {
    Random random = new Random(1);
    StoreModel model = new StoreModel();
    StateTree state =
        store
            .emptyState()
            .apply(1, Map.of(), List.of(StoreModel.PRIMARY, StoreModel.SECONDARY), List.of());
    for (long height = 2; height < 6; height++) {
      state = state.apply(height, model.block(random, height, 60, 1000), List.of(), List.of());
    }
    store.commit(state, new StoreBatch(), true);
    return state;
  }

  private static void readAll(StateTree state) {
    WitnessSession session = state.record();
    ReadSpec all =
        new ReadSpec.Scan(
            StoreModel.PRIMARY.id(),
            List.of(0, 1, 2),
            state.height(),
            List.of(KeyRange.ALL),
            false,
            Long.MAX_VALUE);
    RowCursor cursor = session.reader().read(all);
    while (cursor.next()) {
      assertThat(cursor.key()).isNotNull();
    }
    session.cut();
  }

  @ParameterizedTest
  @ValueSource(ints = {StoreKeys.PART_ROWS, StoreKeys.PART_TILE, StoreKeys.PART_COLUMNS})
  void damagedPartOfAChunkIsRefusedByName(int part) {
    Random random = new Random(part);
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      readAll(state);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      RunPart place =
          new RunPart(run.schema().id(), run.id(), 0, part, part == StoreKeys.PART_ROWS ? 1 : 0);
      byte[] good = store.bodies().raw(place.key());
      for (int i = 0; i < 20; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        store.bodies().overwrite(place.key(), bad);
        assertCorrupt(() -> readAll(state), place.toString());
      }
      store.bodies().overwrite(place.key(), good);
      readAll(state);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        StoreKeys.PART_COLUMNS,
        StoreKeys.PART_DIGESTS,
        StoreKeys.PART_ROWS,
        StoreKeys.PART_TILE
      })
  void damagedInputOfAMergeStopsIt(int part) {
    Random random = new Random(part);
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      SealedRun run =
          filled(store).index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      RunPart place =
          new RunPart(run.schema().id(), run.id(), 0, part, part == StoreKeys.PART_ROWS ? 1 : 0);
      byte[] bad = store.bodies().raw(place.key()).clone();
      bad[random.nextInt(bad.length)] ^= 1;
      store.bodies().overwrite(place.key(), bad);
      assertCorrupt(
          () -> RunMerge.merge(store.bodies(), run.schema(), 128, List.of(run), 2, -1, () -> false),
          place.toString());
    }
  }

  @Test
  void forgedRowsWithRightChecksumFailTheirDigest() {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      RunPart place = run.rowsPart(0, 1);
      byte[] value = Checksum.open(place.key(), store.bodies().raw(place.key()), "group");
      value[value.length - 1] ^= 1;
      store.bodies().overwrite(place.key(), Checksum.seal(place.key(), value));
      Key last = new Key(run.group(0, 1).key(run.group(0, 1).size() - 1));
      WitnessSession session = state.record();
      RowCursor cursor =
          session
              .reader()
              .read(
                  new ReadSpec.Lookup(
                      StoreModel.PRIMARY.id(), List.of(0), state.height(), List.of(last)));
      assertThat(cursor.next()).isTrue();
      assertCorrupt(session::cut, place.toString());
    }
  }

  @Test
  void runOfAnOlderFormatIsRefusedAtOpen() {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      byte[] key = StoreKeys.manifest(run.id());
      byte[] value = Checksum.open(key, store.bodies().raw(key), "manifest");
      value[0] = 1;
      store.bodies().overwrite(key, Checksum.seal(key, value));
    }
    assertCorrupt(() -> IndexStore.open(dir, OPTIONS).close(), "storage format 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {StoreKeys.PART_TILE, StoreKeys.PART_COLUMNS})
  void forgedPartWithRightChecksumFailsItsDigest(int part) {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      byte[] key = StoreKeys.chunk(run.id(), 0, part);
      byte[] value = Checksum.open(key, store.bodies().raw(key), "part");
      value[value.length - 1] ^= 1;
      store.bodies().overwrite(key, Checksum.seal(key, value));
      assertCorrupt(() -> readAll(state));
    }
  }

  @Test
  void damagedManifestIsRefusedByNameAtOpen() {
    long id;
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      id = run.id();
      byte[] key = StoreKeys.manifest(id);
      byte[] bad = store.bodies().raw(key).clone();
      bad[bad.length / 2] ^= 4;
      store.bodies().overwrite(key, bad);
    }
    assertCorrupt(() -> IndexStore.open(dir, OPTIONS).close(), "manifest of run " + id);
  }

  @Test
  void missingBodyIsRefusedAtOpen() {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = filled(store);
      store.bodies().drop(state.runIds().iterator().next());
    }
    assertCorrupt(() -> IndexStore.open(dir, OPTIONS).close());
  }

  private static void assertCorrupt(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String named) {
    assertCorrupt(read);
    assertThatThrownBy(read).hasMessageContaining(named);
  }

  private static void assertCorrupt(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.category()).isEqualTo(StorageException.Category.CORRUPTION));
  }
}
