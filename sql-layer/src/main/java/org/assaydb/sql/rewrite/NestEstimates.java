package org.assaydb.sql.rewrite;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Estimates of joins of parts of a nest. A join that fixes a unique key of an input keeps of the
 * other side the share of that input's rows that its filters leave: what a foreign key does. A join
 * by other equalities takes each value to occur {@link StructuralEstimates#DUPLICATES} times.
 */
final class NestEstimates {
  private final JoinNest nest;
  private final NestConditions conditions;
  private final double[] rows;
  private final double[] unfiltered;

  NestEstimates(JoinNest nest, NestConditions conditions, RowEstimates estimates) {
    this.nest = nest;
    this.conditions = conditions;
    rows = new double[nest.size()];
    unfiltered = new double[nest.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Math.max(1, estimates.rows(nest.input(i)));
      unfiltered[i] = RowEstimates.unfiltered(estimates, nest.input(i));
    }
  }

  /**
   * A join of two parts.
   *
   * @param connected whether there is an equality between them
   * @param keyed the inputs whose keys are keys of the join
   */
  record Estimate(double rows, boolean connected, ImmutableBitSet keyed) {}

  double rows(int input) {
    return rows[input];
  }

  Estimate joined(GreedyJoins.Part a, GreedyJoins.Part b) {
    ImmutableBitSet.Builder ofA = ImmutableBitSet.builder();
    ImmutableBitSet.Builder ofB = ImmutableBitSet.builder();
    double values = 1;
    boolean connected = false;
    for (int number : a.classes().intersect(b.classes())) {
      List<Integer> fields = conditions.classes().get(number);
      connected = true;
      fields.stream().filter(a.places()::containsKey).forEach(ofA::set);
      fields.stream().filter(b.places()::containsKey).forEach(ofB::set);
      // Columns of one join are seldom independent: the one with most values counts.
      values = Math.max(values, fewestValues(fields) / StructuralEstimates.DUPLICATES);
    }
    double share = 1;
    for (int i = 0; i < conditions.others().size(); i++) {
      if (conditions.isDecided(i, a.inputs(), b.inputs())) {
        boolean equality = addExpression(conditions.others().get(i), a, b, ofA, ofB);
        connected |= equality;
        share *= equality ? 0.1 : 0.5;
      }
    }
    int keyOfA = connected ? fixedKey(a, ofA.build()) : -1;
    int keyOfB = connected ? fixedKey(b, ofB.build()) : -1;
    ImmutableBitSet keyed =
        (keyOfB < 0 ? ImmutableBitSet.of() : a.keyed())
            .union(keyOfA < 0 ? ImmutableBitSet.of() : b.keyed());
    double result = a.rows() * b.rows() * share / values;
    if (keyOfA >= 0 || keyOfB >= 0) {
      double byA = keyOfA < 0 ? result : b.rows() * Math.min(1, a.rows() / unfiltered[keyOfA]);
      double byB = keyOfB < 0 ? byA : a.rows() * Math.min(1, b.rows() / unfiltered[keyOfB]);
      result = keyOfA < 0 ? byB : Math.min(byA, byB);
    }
    return new Estimate(Math.max(1, result), connected, keyed);
  }

  /** No column has more different values than the smallest table among those it equals has rows. */
  private double fewestValues(List<Integer> equalFields) {
    return equalFields.stream().mapToDouble(f -> unfiltered[nest.inputOf(f)]).min().orElse(1);
  }

  /** Whether a conjunct is an equality between expressions over one part each. */
  private boolean addExpression(
      RexNode conjunct,
      GreedyJoins.Part a,
      GreedyJoins.Part b,
      ImmutableBitSet.Builder ofA,
      ImmutableBitSet.Builder ofB) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return false;
    }
    RexNode first = ((RexCall) conjunct).getOperands().get(0);
    RexNode second = ((RexCall) conjunct).getOperands().get(1);
    ImmutableBitSet ofFirst = nest.inputsOf(References.of(first));
    ImmutableBitSet ofSecond = nest.inputsOf(References.of(second));
    boolean straight = a.inputs().contains(ofFirst) && b.inputs().contains(ofSecond);
    boolean crossed = b.inputs().contains(ofFirst) && a.inputs().contains(ofSecond);
    if (straight || crossed) {
      if (first instanceof RexInputRef ref) {
        (straight ? ofA : ofB).set(ref.getIndex());
      }
      if (second instanceof RexInputRef ref) {
        (straight ? ofB : ofA).set(ref.getIndex());
      }
    }
    return straight || crossed;
  }

  /** An input of a part whose rows, and so the part's, some fields tell apart; -1 if none. */
  private int fixedKey(GreedyJoins.Part part, ImmutableBitSet fields) {
    for (int input : part.keyed()) {
      RelNode rel = nest.input(input);
      int start = nest.start(input);
      ImmutableBitSet own =
          fields
              .intersect(ImmutableBitSet.range(start, start + rel.getRowType().getFieldCount()))
              .shift(-start);
      if (!own.isEmpty() && UniqueKeys.isUnique(rel, own)) {
        return input;
      }
    }
    return -1;
  }
}
