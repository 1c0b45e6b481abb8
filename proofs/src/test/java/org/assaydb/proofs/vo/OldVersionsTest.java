package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.ReadMatrix.Operator;
import org.assaydb.proofs.vo.ReadMatrix.Time;
import org.assaydb.proofs.vo.Withholding.Lacking;
import org.assaydb.proofs.vo.Withholding.What;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Families S3, C9 and C11 to C13 against every read: what was superseded, deleted or is to come.
 */
class OldVersionsTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  /** Runs are newest first: the oldest one alone would answer with superseded and deleted rows. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAnswersFromAnOldRunWithoutTheNewerOnesC11(Case read) {
    int oldest = read.time() == Time.BELOW_FLOOR ? 3 : 2;
    int newer = 0;
    for (Lacking lacking : Withholding.all(read, What.RUN, What.CHUNK)) {
      newer += lacking.run() < oldest ? 1 : 0;
      assertRefused(read.state(), lacking.vo(), read.spec(), INCOMPLETE_RESULT);
    }
    assertThat(newer).isPositive();
  }

  /** The prover shows the place of a key one entry on: behind its newest visible version. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAnOldVersionUnderTheNewRootS3(Case read) {
    ModelState state = read.state();
    ModelIndex index = state.indexes().get(0);
    int attacks = 0;
    for (Lacking lacking : Withholding.all(read, What.ROW, What.NEIGHBOUR, What.CHUNK)) {
      boolean current = lacking.run() < index.runs().size();
      if (current && (lacking.what() == What.CHUNK || isSuperseding(index, lacking))) {
        attacks++;
        assertRefused(state, lacking.vo(), read.spec(), INCOMPLETE_RESULT);
      }
    }
    assertThat(attacks).isPositive();
  }

  private static boolean isSuperseding(ModelIndex index, Lacking lacking) {
    Entry entry = index.runs().get(lacking.run()).entries().get((int) lacking.place());
    return index.entries().stream()
        .anyMatch(e -> e.key().equals(entry.key()) && e.version().compareTo(entry.version()) < 0);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsReplayedAndDroppedTombstonesC9(Case read) {
    ModelState state = read.state();
    assertForgeryRefused(state, read, Forgery::deleted);
    assertForgeryRefused(state, read, Forgery::undeleted);
  }

  /** Under the forged descriptors, and under the true ones. */
  private static void assertForgeryRefused(
      ModelState state, Case read, UnaryOperator<List<Entry>> lie) {
    ModelState forged = Forgery.state(state, lie);
    assertRefused(state, forged.prove(read.spec()), read.spec(), ROOT_MISMATCH);
    byte[] grafted = Forgery.graft(state, forged, read.spec());
    if (!Arrays.equals(grafted, state.prove(read.spec()))) {
      // A run of another size has another shape.
      assertRefused(state, grafted, read.spec(), ROOT_MISMATCH, MALFORMED);
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAnAnswerBelowTheFloorFromCurrentRunsC12(Case read) {
    boolean needsHistory = read.time() == Time.BELOW_FLOOR || read.operator() == Operator.HISTORY;
    List<Lacking> proofs = Withholding.all(read, What.HISTORY);
    assertThat(proofs).hasSize(needsHistory ? 1 : 0);
    for (Lacking lacking : proofs) {
      assertRefused(read.state(), lacking.vo(), read.spec(), INCOMPLETE_RESULT);
    }
    // What answers at the floor and above does not answer below it.
    ModelState state = read.state();
    if (read.time() == Time.BELOW_FLOOR && read.operator() != Operator.HISTORY) {
      byte[] head = state.prove(new Case(read.operator(), Time.HEAD, read.grouped()).spec());
      assertRefused(state, head, read.spec(), INCOMPLETE_RESULT);
    }
  }

  /** The history with its tombstones dropped, without a version, without a run. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAHistoryThatLacksSomethingC12(Case read) {
    ModelState state = read.state();
    ModelIndex index = state.indexes().get(0);
    List<ModelIndex.History> history = new ArrayList<>();
    for (ModelIndex.History old : index.history()) {
      history.add(new ModelIndex.History(old.floor(), Forgery.run(index.schema(), live(old))));
    }
    for (List<ModelIndex.History> lie : List.of(history, List.<ModelIndex.History>of())) {
      ModelIndex lacking = new ModelIndex(index.schema(), index.runs(), lie);
      ModelState forged = new ModelState(ReadMatrix.HEIGHT, List.of(lacking));
      assertRefused(state, forged.prove(read.spec()), read.spec(), ROOT_MISMATCH);
    }
    if (read.time() == Time.BELOW_FLOOR) {
      ModelIndex dropped = new ModelIndex(index.schema(), index.runs(), history);
      ModelState forged = new ModelState(ReadMatrix.HEIGHT, List.of(dropped));
      assertRefused(state, Forgery.graft(state, forged, read.spec()), read.spec(), ROOT_MISMATCH);
    }
  }

  private static List<Entry> live(ModelIndex.History old) {
    return old.run().entries().stream().filter(e -> e.kind().isPut()).toList();
  }

  /** Nodes that the read must look into stay closed: their summaries mix what counts and not. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsASummaryInPlaceOfWhatItMixesC13(Case read) {
    Set<Operator> bySummaries =
        EnumSet.of(
            Operator.SKIP,
            Operator.TOP,
            Operator.MIN,
            Operator.MAX,
            Operator.TOTALS,
            Operator.GROUPED_TOTALS);
    List<Lacking> proofs = Withholding.all(read, What.SPLIT, What.CHUNK, What.RUN);
    for (Lacking lacking : proofs) {
      assertRefused(read.state(), lacking.vo(), read.spec(), INCOMPLETE_RESULT);
    }
    boolean splits = proofs.stream().anyMatch(p -> p.what() == What.SPLIT);
    // Other reads look at no node.
    assertThat(splits && !bySummaries.contains(read.operator())).isFalse();
    if (read.isTotal() && read.time() == Time.AS_OF) {
      assertThat(splits).isTrue();
    }
  }

  /** In the newer run one row comes and one goes: its summary counts 0, and it is not empty. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsANetCountOfZeroInPlaceOfTheRunC13(Case read) {
    SmallTable table = new SmallTable(read.grouped());
    for (int id = 0; id < 64; id++) {
      table.put(1 + id % 6, id % 4, id, (long) id, "row");
    }
    table.settle(6).delete(7, 1, 33).put(8, 1, 100, 20L, "new");
    ModelState state = new ModelState(ReadMatrix.HEIGHT, List.of(table.index(16)));
    assertThat(state.indexes().get(0).runs().get(0).descriptor().summary().live()).isZero();
    List<Lacking> proofs = Withholding.all(state, read.spec(), What.RUN);
    assertThat(proofs).anyMatch(lacking -> lacking.run() == 0);
    for (Lacking lacking : proofs) {
      assertRefused(state, lacking.vo(), read.spec(), INCOMPLETE_RESULT);
    }
  }
}
