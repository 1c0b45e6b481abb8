package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A prover that holds the true state and shows whatever suits it: the openings are chosen freely.
 * The client asks for what it wants and gets an error.
 */
class OmittingProverTest extends AttackedRows {
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
