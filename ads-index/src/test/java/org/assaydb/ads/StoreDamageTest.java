package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.SkipFilter;
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

  private static ReadSpec scan(StateTree state) {
    return new ReadSpec.Scan(
        StoreModel.PRIMARY.id(),
        List.of(0, 1, 2),
        state.height(),
        List.of(KeyRange.ALL),
        false,
        Long.MAX_VALUE);
  }

  /** Takes any name: summaries exclude nothing, so that chunks are read by their columns. */
  private static ReadSpec skip(StateTree state) {
    SkipFilter.Term any = new SkipFilter.Term(1, KeyRange.ALL);
    SkipFilter names =
        new SkipFilter(List.of(new SkipFilter.Clause(List.of(any))), 0, Long.MAX_VALUE);
    return new ReadSpec.Skip(
        StoreModel.PRIMARY.id(),
        List.of(0, 1),
        state.height(),
        List.of(KeyRange.ALL),
        names,
        Long.MAX_VALUE);
  }

  private static ReadSpec lookup(StateTree state, SealedRun run, int chunk, int group) {
    RowsBlock rows = run.group(chunk, group);
    Key last = new Key(rows.key(rows.size() - 1));
    return new ReadSpec.Lookup(
        StoreModel.PRIMARY.id(), List.of(0, 1, 2), state.height(), List.of(last));
  }

  private static void read(StateTree state, ReadSpec... specs) {
    WitnessSession session = state.record();
    for (ReadSpec spec : specs) {
      RowCursor cursor = session.reader().read(spec);
      while (cursor.next()) {
        assertThat(cursor.key()).isNotNull();
      }
    }
    session.cut();
  }

  @ParameterizedTest
  @ValueSource(ints = {StoreKeys.PART_ROWS, StoreKeys.PART_TILE, StoreKeys.PART_COLUMNS})
  void damagedPartOfAChunkIsRefusedByName(int part) {
    Random random = new Random(part);
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = StoreModel.fill(store, 5);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      ReadSpec[] all = {scan(state), skip(state), lookup(state, run, 0, 1)};
      read(state, all);
      RunPart place =
          new RunPart(run.schema().id(), run.id(), 0, part, part == StoreKeys.PART_ROWS ? 1 : 0);
      byte[] good = store.bodies().raw(place.key());
      for (int i = 0; i < 20; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        store.bodies().overwrite(place.key(), bad);
        assertCorrupt(() -> read(state, all), place.toString());
        if (part == StoreKeys.PART_COLUMNS) {
          assertCorrupt(() -> read(state, scan(state)), place.toString());
          assertCorrupt(() -> read(state, skip(state)), place.toString());
        }
      }
      store.bodies().overwrite(place.key(), good);
      read(state, all);
    }
  }

  @Test
  void columnsThatDoNotDecodeAreRefusedByName() {
    try (IndexStore store = IndexStore.open(dir, new StoreOptions(OPTIONS.sizing(), 1 << 20, 0))) {
      StateTree state = StoreModel.fill(store, 5);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      RunPart place = run.part(0, StoreKeys.PART_COLUMNS);
      byte[][] columns = run.columns(0);
      for (int column : new int[] {0, 2}) {
        byte[][] bad = columns.clone();
        bad[column] = Arrays.copyOf(bad[column], bad[column].length - 1);
        store.bodies().cache().put(place, bad, 1);
        assertCorrupt(() -> read(state, skip(state)), place.toString());
      }
      store.bodies().cache().put(place, columns, 1);
      read(state, skip(state));
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
          StoreModel.fill(store, 5)
              .index(StoreModel.PRIMARY.id())
              .orElseThrow()
              .sealed()
              .runs()
              .get(0);
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
      StateTree state = StoreModel.fill(store, 5);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      RunPart place = run.rowsPart(0, 1);
      byte[] value = Checksum.open(place.key(), store.bodies().raw(place.key()), "group");
      value[value.length - 1] ^= 1;
      store.bodies().overwrite(place.key(), Checksum.seal(place.key(), value));
      WitnessSession session = state.record();
      RowCursor cursor = session.reader().read(lookup(state, run, 0, 1));
      assertThat(cursor.next()).isTrue();
      assertCorrupt(session::cut, place.toString());
    }
  }

  @Test
  void runOfAnOlderFormatIsRefusedAtOpen() {
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = StoreModel.fill(store, 5);
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
      StateTree state = StoreModel.fill(store, 5);
      SealedRun run = state.index(StoreModel.PRIMARY.id()).orElseThrow().sealed().runs().get(0);
      byte[] key = StoreKeys.chunk(run.id(), 0, part);
      byte[] value = Checksum.open(key, store.bodies().raw(key), "part");
      value[value.length - 1] ^= 1;
      store.bodies().overwrite(key, Checksum.seal(key, value));
      assertCorrupt(() -> read(state, scan(state)));
    }
  }

  @Test
  void damagedManifestIsRefusedByNameAtOpen() {
    long id;
    try (IndexStore store = IndexStore.open(dir, OPTIONS)) {
      StateTree state = StoreModel.fill(store, 5);
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
      StateTree state = StoreModel.fill(store, 5);
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
