package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.ReadMatrix.Operator;
import org.assaydb.proofs.vo.ReadMatrix.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Families S1, S2 and S4 to S6 against every read: rows and totals that are not those of the
 * certified state. A prover forges the whole index, or puts forged runs below its true descriptor.
 */
class ForgedRowsTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  private static void assertForgeryRefused(Case read, UnaryOperator<List<Entry>> lie) {
    ModelState state = read.state();
    ModelState forged = Forgery.state(state, lie);
    assertRefused(state, forged.prove(read.spec()), read.spec(), ROOT_MISMATCH);
    byte[] grafted = Forgery.graft(state, forged, read.spec());
    assertThat(grafted).isNotEqualTo(state.prove(read.spec()));
    // A run of another size has another shape.
    assertRefused(state, grafted, read.spec(), ROOT_MISMATCH, MALFORMED);
  }

  private static UnaryOperator<List<Entry>> each(int column, @Nullable Object value) {
    return Forgery.values(new SmallTable().schema(), column, value);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAlteredValuesS1(Case read) {
    assertForgeryRefused(read, each(SmallTable.V, 20L));
    assertForgeryRefused(read, each(SmallTable.V, 0L));
    assertForgeryRefused(read, each(SmallTable.V, null));
    assertForgeryRefused(read, each(SmallTable.NAME, ""));
    assertForgeryRefused(read, each(SmallTable.NAME, null));
    assertForgeryRefused(read, each(SmallTable.NAME, "changed "));
  }

  /** Only what is shown is changed; all digests of what is not shown are the true ones. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsOneAlteredRowOrColumnBesideTrueDigestsS1(Case read) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    UnaryOperator<Entry> row = e -> Forgery.with(new SmallTable().schema(), e, SmallTable.V, 20L);
    UnaryOperator<byte[]> column = bytes -> flipped(bytes);
    int lies = 0;
    for (byte[] vo :
        List.of(
            ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofRows(r, row)),
            ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofColumns(r, column)))) {
      if (!Arrays.equals(vo, honest)) {
        lies++;
        assertRefused(state, vo, read.spec(), ROOT_MISMATCH);
      }
    }
    assertThat(lies).isPositive();
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsRowsThatWereNeverWrittenS2(Case read) {
    assertForgeryRefused(read, Forgery::added);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsDoubledAndDroppedRowsS4(Case read) {
    assertForgeryRefused(read, Forgery::doubled);
    // Of two rows that are alike but for their keys one is left.
    assertForgeryRefused(read, Forgery::withoutFirst);
  }

  /** Even a certified run with a row twice is none, whoever sees both. */
  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      names = {"SCAN_ASCENDING", "SCAN_DESCENDING", "HISTORY"})
  void rejectsACertifiedRunWithDoubledRowsS4(Operator operator) {
    for (Time time : Time.values()) {
      Case read = new Case(operator, time, 0);
      ModelState doubled = Forgery.state(read.state(), Forgery::doubled);
      byte[] vo = doubled.prove(read.spec());
      assertRefused(doubled, vo, read.spec(), UNSOUND_ROW, NONCANONICAL);
    }
  }

  /** The same entries, hashed for another index. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsRowsOfAnotherIndexWithEqualEncodingsS5(Case read) {
    ModelState state = read.state();
    for (int[] other : new int[][] {{8, 1}, {7, 2}}) {
      ModelState foreign = Forgery.named(state, other[0], other[1]);
      byte[] grafted = Forgery.graft(state, foreign, read.spec());
      assertThat(grafted).isNotEqualTo(state.prove(read.spec()));
      assertRefused(state, grafted, read.spec(), ROOT_MISMATCH);
    }
  }

  /** Counts, sums, leasts and greatests of nodes that stay closed, beside their true digests. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsWrongTotalsOfClosedNodesS6E8(Case read) {
    ModelState state = read.state();
    List<UnaryOperator<Summary>> lies =
        List.of(
            s -> with(s, s.live() - 1, s.sums(), s.bounds()),
            s -> with(s, s.live(), List.of(plusOne(s.sums().get(0))), s.bounds()),
            s -> with(s, s.live(), List.of(ColumnSum.ZERO), s.bounds()),
            s -> with(s, s.live(), s.sums(), List.of(ColumnBounds.NONE, ColumnBounds.NONE)));
    for (UnaryOperator<Summary> lie : lies) {
      byte[] vo = ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofSummaries(r, lie));
      assertRefused(state, vo, read.spec(), ROOT_MISMATCH, MALFORMED);
    }
  }

  private static ColumnSum plusOne(ColumnSum sum) {
    return new ColumnSum(sum.nonNull(), sum.sum().plus(Int128.ONE));
  }

  private static Summary with(
      Summary s, long live, List<ColumnSum> sums, List<ColumnBounds> bounds) {
    return new Summary(s.count(), live, s.minVersion(), s.maxVersion(), sums, bounds);
  }

  /** Closed nodes whose sums leave 128 bits together. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsSumsThatOverflowS6(Case read) {
    ModelState state = read.state();
    Int128 greatest = new Int128(Long.MAX_VALUE, -1);
    UnaryOperator<Summary> lie =
        s ->
            with(
                s,
                s.live(),
                List.of(new ColumnSum(s.sums().get(0).nonNull(), greatest)),
                s.bounds());
    byte[] vo = ReadMatrix.prove(state, read.spec(), r -> LyingRun.ofSummaries(r, lie));
    assertRefused(state, vo, read.spec(), MALFORMED, ROOT_MISMATCH);
  }

  /** Groups are counted in the state that they are certified in. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsATotalWithoutItsGroupsAndAGroupWithoutItsTotalS6(Case read) {
    ModelState state = read.state();
    if (read.isTotal()) {
      for (int parts : new int[] {0, 1, 2}) {
        ReadSpec other = ReadMatrix.totals(read.time(), parts);
        byte[] vo = state.prove(other);
        if (!Arrays.equals(vo, state.prove(read.spec()))) {
          assertRefused(state, vo, read.spec(), INCOMPLETE_RESULT, MALFORMED);
        }
      }
    }
  }
}
