package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A prover that holds the true state and shows whatever suits it: the openings are chosen freely,
 * or the tree is rebuilt with a lie in it. The client asks for what it wants and gets an error.
 */
class DishonestProverTest {
  private static final IndexSchema SCHEMA = Generators.schema(7);
  private static final IndexId ID = SCHEMA.id();
  private static final long HEIGHT = 60;

  /** Keys 0, 2, 4, ... of one version each. */
  private static List<Entry> evenKeys(int rows, long height) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      entries.add(put(2 * i, height, EntryKind.INSERT));
    }
    return entries;
  }

  private static Entry put(int key, long height, EntryKind kind) {
    return Generators.put(Generators.key(key), height, kind, key, "row");
  }

  private static ModelState state(List<List<Entry>> newestFirst) {
    List<ModelRun> runs = new ArrayList<>();
    newestFirst.forEach(entries -> runs.add(new ModelRun(SCHEMA, 1, entries, 128)));
    return new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, runs)));
  }

  /** A verification object whose openings the attacker picks. */
  private static byte[] show(ModelState state, Consumer<List<WitnessRun>> openings) {
    IndexWitness witness = ModelState.witness(state.indexes().get(0));
    openings.accept(witness.runs());
    TreeMap<Integer, IndexWitness> shown = new TreeMap<>();
    shown.put(0, witness);
    return VoWriter.write(state.leaves(), shown);
  }

  private static int read(ModelState certified, byte[] vo, ReadSpec spec) {
    VerifiedState state =
        VerifiedState.verify(vo, certified.root(), certified::schema, VoLimits.DEFAULT);
    state.requireExact(HEIGHT, List.of(spec));
    RowCursor cursor = state.reader(HEIGHT).read(spec);
    int rows = 0;
    while (cursor.next()) {
      spec.columns().forEach(cursor::value);
      rows++;
    }
    return rows;
  }

  private static void assertRefused(
      ModelState certified, byte[] vo, ReadSpec spec, RejectReason... reasons) {
    assertReason(() -> read(certified, vo, spec), reasons);
  }

  private static ReadSpec scan(int from, int to) {
    KeyRange range = new KeyRange(Generators.key(from), Generators.key(to));
    return new ReadSpec.Scan(ID, List.of(0), HEIGHT, List.of(range), false, Long.MAX_VALUE);
  }

  private static ReadSpec lookup(int key) {
    return new ReadSpec.Lookup(ID, List.of(0), HEIGHT, List.of(Generators.key(key)));
  }

  private static WitnessRun first(List<WitnessRun> runs) {
    return runs.get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 35, 63, 64, 99})
  void rejectsAScanThatOmitsOneRowC1(int omitted) {
    // Positions 20 to 99 are the range; its neighbours and all rows but one are shown.
    ModelState state = state(List.of(evenKeys(200, 5)));
    byte[] vo =
        show(
            state,
            runs -> {
              for (int position = 19; position <= 100; position++) {
                if (position != omitted) {
                  openRow(first(runs), position);
                }
              }
            });
    assertRefused(state, vo, scan(40, 200), INCOMPLETE_RESULT);
  }

  private static void openRow(WitnessRun run, int position) {
    run.openings()
        .computeIfAbsent(position / 128, o -> new ChunkOpening())
        .openPlace(position % 128);
  }

  @Test
  void rejectsARangeThatOmitsItsOnlyRowC1() {
    ModelState state = state(List.of(evenKeys(50, 5)));
    byte[] vo =
        show(
            state,
            runs -> {
              openRow(first(runs), 9);
              openRow(first(runs), 11);
            });
    assertRefused(state, vo, scan(20, 21), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsARangeWithoutItsLeftOrRightBoundaryC2() {
    ModelState state = state(List.of(evenKeys(200, 5)));
    for (int missing : new int[] {19, 40}) {
      byte[] vo =
          show(
              state,
              runs -> {
                for (int position = 19; position <= 40; position++) {
                  if (position != missing) {
                    openRow(first(runs), position);
                  }
                }
              });
      assertRefused(state, vo, scan(39, 79), INCOMPLETE_RESULT);
    }
  }

  @Test
  void rejectsABoundaryShiftedByOneKeyC2() {
    // Proves [42, 80) where [40, 80) was asked for.
    ModelState state = state(List.of(evenKeys(200, 5)));
    byte[] vo = state.prove(scan(42, 80));
    assertRefused(state, vo, scan(40, 80), INCOMPLETE_RESULT);
    assertThat(read(state, vo, scan(42, 80))).isEqualTo(19);
  }

  @Test
  void keepsPrefixKeysApartC2() {
    Key ab = new Key(new byte[] {'a', 'b'});
    Key ab0 = ab.successor();
    List<Entry> entries =
        List.of(
            Generators.put(ab, 5, EntryKind.INSERT, 1, "short"),
            Generators.put(ab0, 5, EntryKind.INSERT, 2, "long"));
    ModelState state = state(List.of(entries));
    ReadSpec onlyLong =
        new ReadSpec.Scan(
            ID, List.of(0), HEIGHT, List.of(KeyRange.point(ab0)), false, Long.MAX_VALUE);
    ReadSpec both =
        new ReadSpec.Scan(
            ID, List.of(0), HEIGHT, List.of(KeyRange.prefix(ab)), false, Long.MAX_VALUE);
    assertThat(read(state, state.prove(onlyLong), onlyLong)).isEqualTo(1);
    assertThat(read(state, state.prove(both), both)).isEqualTo(2);
    // The long key alone, shown as a row, says nothing of what stands before its neighbour.
    byte[] vo = show(state, runs -> openRow(first(runs), 1));
    ReadSpec lookupShort = new ReadSpec.Lookup(ID, List.of(0), HEIGHT, List.of(ab));
    assertRefused(state, vo, lookupShort, INCOMPLETE_RESULT);
    assertRefused(state, vo, both, INCOMPLETE_RESULT);
  }

  @Test
  void rejectsAbsenceByNeighboursThatAreNotAdjacentC3() {
    ModelState state = state(List.of(evenKeys(200, 5)));
    byte[] vo =
        show(
            state,
            runs -> {
              openRow(first(runs), 9);
              openRow(first(runs), 11);
            });
    assertRefused(state, vo, lookup(20), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsAbsenceBehindTheLastOpenedRowC3() {
    ModelState state = state(List.of(evenKeys(200, 5)));
    byte[] vo = show(state, runs -> openRow(first(runs), 30));
    assertRefused(state, vo, lookup(398), INCOMPLETE_RESULT);
    assertRefused(state, vo, lookup(0), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsAStaleVersionOfTheSameRunS3() {
    // Run order puts 5/v9 before 5/v5; the prover shows the older one alone.
    List<Entry> entries =
        List.of(
            put(4, 5, EntryKind.INSERT),
            put(5, 9, EntryKind.UPDATE),
            put(5, 5, EntryKind.INSERT),
            put(6, 5, EntryKind.INSERT));
    ModelState state = state(List.of(entries));
    byte[] stale =
        show(
            state,
            runs -> {
              openRow(first(runs), 2);
              openRow(first(runs), 3);
            });
    assertRefused(state, stale, lookup(5), INCOMPLETE_RESULT);
    byte[] gap =
        show(
            state,
            runs -> {
              openRow(first(runs), 0);
              openRow(first(runs), 2);
            });
    assertRefused(state, gap, lookup(5), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsAVersionHiddenBehindAKeyOnlyBoundaryS3() {
    List<Entry> entries = List.of(put(5, 9, EntryKind.UPDATE), put(5, 5, EntryKind.INSERT));
    ModelState state = state(List.of(entries));
    byte[] vo =
        show(
            state,
            runs -> {
              openRow(first(runs), 0);
              openRow(first(runs), 1);
            });
    assertRefused(state, vo, lookup(5), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsAnswersFromAnOldRunWhenANewerOneIsLeftOutC11() {
    ModelState state = state(List.of(List.of(put(20, 30, EntryKind.DELETE)), evenKeys(50, 5)));
    byte[] vo =
        show(
            state,
            runs -> {
              for (int position = 9; position <= 11; position++) {
                openRow(runs.get(1), position);
              }
            });
    assertRefused(state, vo, lookup(20), INCOMPLETE_RESULT);
    assertRefused(state, vo, scan(20, 21), INCOMPLETE_RESULT);
    assertThat(read(state, state.prove(lookup(20)), lookup(20))).isZero();
  }

  @Test
  void rejectsATombstoneReplayedOverANewerRowC9() {
    // Deleted at 10 in the old run, inserted again at 30 in the newer one.
    ModelState state =
        state(
            List.of(
                List.of(put(20, 30, EntryKind.INSERT)),
                List.of(put(20, 10, EntryKind.DELETE), put(20, 5, EntryKind.INSERT))));
    byte[] vo =
        show(
            state,
            runs -> {
              openRow(runs.get(1), 0);
              openRow(runs.get(1), 1);
            });
    assertRefused(state, vo, lookup(20), INCOMPLETE_RESULT);
    assertThat(read(state, state.prove(lookup(20)), lookup(20))).isEqualTo(1);
  }

  @Test
  void rejectsADeletedRowShownByItsOldVersionC9() {
    ModelState state =
        state(List.of(List.of(put(20, 10, EntryKind.DELETE), put(20, 5, EntryKind.INSERT))));
    byte[] vo = show(state, runs -> openRow(first(runs), 1));
    assertRefused(state, vo, lookup(20), INCOMPLETE_RESULT);
  }

  @Test
  void rejectsTheProofOfAnotherIndexS5() {
    ModelIndex seven = new ModelIndex(SCHEMA, List.of(run(SCHEMA, evenKeys(10, 5))));
    IndexSchema eight = Generators.schema(8);
    ModelIndex twin = new ModelIndex(eight, List.of(run(eight, evenKeys(4, 5))));
    ModelState state = new ModelState(HEIGHT, List.of(seven, twin));
    ReadSpec other =
        new ReadSpec.Lookup(eight.id(), List.of(0), HEIGHT, List.of(Generators.key(12)));
    assertRefused(state, state.prove(other), lookup(12), INCOMPLETE_RESULT);
  }

  private static ModelRun run(IndexSchema schema, List<Entry> entries) {
    return new ModelRun(schema, 1, entries, 128);
  }

  @Test
  void bindsRowsAndColumnsToTheirIndexS5() {
    // The same entries under another index id: graft the run below the true descriptor's id.
    ModelState honest = state(List.of(evenKeys(10, 5)));
    IndexSchema foreign = Generators.schema(8);
    ModelState swapped =
        new ModelState(
            HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(run(foreign, evenKeys(10, 5))))));
    for (ReadSpec spec : List.of(lookup(4), scan(0, 20))) {
      assertRefused(swapped, swapped.prove(spec), spec, ROOT_MISMATCH);
      assertRefused(honest, swapped.prove(spec), spec, ROOT_MISMATCH);
    }
  }

  @Test
  void rejectsAnAddedAlteredDroppedOrDoubledRowS1S2S4() {
    ModelState honest = state(List.of(evenKeys(40, 5)));
    List<List<Entry>> lies = new ArrayList<>();
    List<Entry> added = evenKeys(40, 5);
    added.add(3, put(5, 5, EntryKind.INSERT));
    lies.add(added);
    List<Entry> altered = evenKeys(40, 5);
    altered.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 0, "row"));
    lies.add(altered);
    List<Entry> toNull = evenKeys(40, 5);
    toNull.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 6, null));
    lies.add(toNull);
    List<Entry> toEmpty = evenKeys(40, 5);
    toEmpty.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 6, ""));
    lies.add(toEmpty);
    List<Entry> dropped = evenKeys(40, 5);
    dropped.remove(3);
    lies.add(dropped);
    List<Entry> doubled = evenKeys(40, 5);
    doubled.add(3, doubled.get(3));
    lies.add(doubled);
    for (List<Entry> lie : lies) {
      ModelState forged = state(List.of(lie));
      for (ReadSpec spec : List.of(lookup(6), scan(0, 80))) {
        assertRefused(honest, forged.prove(spec), spec, ROOT_MISMATCH);
      }
    }
  }

  @Test
  void rejectsACertifiedRunOutOfOrder() {
    // Even a root that a faulty builder had certified does not make bisection unsound.
    List<Entry> disordered = evenKeys(40, 5);
    disordered.set(10, put(90, 5, EntryKind.INSERT));
    ModelState state = state(List.of(disordered));
    byte[] vo =
        show(
            state,
            runs -> {
              for (int position = 9; position <= 12; position++) {
                openRow(first(runs), position);
              }
            });
    assertRefused(state, vo, lookup(90), UNSOUND_ROW);
  }

  @Test
  void rejectsACertifiedSummaryThatItsRowsRefuteE8() {
    for (int tier : new int[] {0, 1}) {
      ModelRun run =
          new ModelRun(
              SCHEMA,
              tier,
              evenKeys(40, 5),
              64,
              s -> new Summary(s.count(), -1, s.minVersion(), s.maxVersion()));
      ModelState state = new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(run))));
      assertRefused(state, state.prove(lookup(4)), lookup(4), ROOT_MISMATCH);
      assertRefused(state, state.prove(scan(0, 80)), scan(0, 80), ROOT_MISMATCH, UNSOUND_ROW);
    }
  }

  @Test
  void rejectsASummaryThatItsParentDoesNotBindE8() {
    ModelState honest = state(List.of(evenKeys(200, 5)));
    Version later = Version.of(50, 0);
    ModelRun lying =
        new ModelRun(
            SCHEMA, 1, evenKeys(200, 5), 128, s -> new Summary(s.count(), s.live(), later, later));
    ModelState forged = new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(lying))));
    assertRefused(honest, forged.prove(lookup(4)), lookup(4), ROOT_MISMATCH, UNSOUND_ROW);
  }

  @Test
  void rejectsAnOldRootC4() {
    ModelState old = state(List.of(evenKeys(10, 5)));
    ModelState now = state(List.of(List.of(put(6, 30, EntryKind.DELETE)), evenKeys(10, 5)));
    assertRefused(now, old.prove(lookup(6)), lookup(6), ROOT_MISMATCH);
  }

  @Test
  void rejectsAnEmptyStateAndAnUnknownIndexC5() {
    ModelState state = state(List.of(evenKeys(10, 5)));
    assertRefused(state, new byte[] {1, 0, 0}, lookup(4), NONCANONICAL);
    assertRefused(state, new byte[] {1, 1, 0}, lookup(4), NONCANONICAL);
    assertRefused(state, new byte[] {2, 1, 1, 0}, lookup(4), MALFORMED);
    byte[] vo = state.prove(lookup(4));
    assertReason(
        () ->
            VerifiedState.verify(
                vo, state.root(), id -> java.util.Optional.empty(), VoLimits.DEFAULT),
        CATALOG_MISMATCH);
  }

  @Test
  void countsAllocateNothingThatWasNotReceivedD1() {
    ModelState state = state(List.of(evenKeys(10, 5)));
    ByteWriter manyIndexes = new ByteWriter().u8(1).varint(1 << 20).varint(1 << 20);
    assertRefused(state, manyIndexes.toBytes(), lookup(4), MALFORMED);
    ByteWriter moreThanThereAre = new ByteWriter().u8(1).varint(1).varint(50).raw(new byte[64]);
    assertRefused(state, moreThanThereAre.toBytes(), lookup(4), MALFORMED);
  }

  @Test
  void refusesAColumnThatWasNotOpened() {
    ModelState state = state(List.of(evenKeys(100, 5)));
    ReadSpec narrow = scan(0, 300);
    ReadSpec wide =
        new ReadSpec.Scan(ID, List.of(1), HEIGHT, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    assertRefused(state, state.prove(narrow), wide, INCOMPLETE_RESULT);
  }

  @Test
  void refusesMoreRowsThanALimitedProofOpenedS7() {
    ModelState state = state(List.of(evenKeys(100, 5)));
    KeyRange all = KeyRange.ALL;
    ReadSpec ten = new ReadSpec.Scan(ID, List.of(0), HEIGHT, List.of(all), false, 10);
    ReadSpec fromEnd = new ReadSpec.Scan(ID, List.of(0), HEIGHT, List.of(all), true, 10);
    ReadSpec forty = new ReadSpec.Scan(ID, List.of(0), HEIGHT, List.of(all), false, 40);
    byte[] vo = state.prove(ten);
    assertThat(read(state, vo, ten)).isEqualTo(10);
    assertRefused(state, vo, forty, INCOMPLETE_RESULT);
    assertRefused(state, vo, fromEnd, INCOMPLETE_RESULT);
  }
}
