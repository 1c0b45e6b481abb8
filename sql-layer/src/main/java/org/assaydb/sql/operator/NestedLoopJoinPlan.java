package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Joins each left row with each right row for which a condition is TRUE. The right side is held in
 * memory, or in blocks of it when it does not fit. Rows come in the order of the left side, and
 * within one row's matches in that of the right; right rows without a match come last.
 *
 * @param condition over the left and then the right columns; null for TRUE
 */
public record NestedLoopJoinPlan(
    Plan left, Plan right, JoinType type, @Nullable Expression condition) implements Plan {
  @Override
  public List<ValueType> types() {
    return type.givesRight() ? Batches.concat(left.types(), right.types()) : left.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }

  @Override
  public String describe() {
    return "NestedLoopJoin " + type + (condition == null ? "" : ", where " + condition);
  }

  /** A join whose rows all share the empty key. */
  @Override
  public RowSource start(Evaluation evaluation) {
    HashJoinPlan join = new HashJoinPlan(left, right, type, List.of(), condition);
    return new JoinRun(new JoinSides(join), evaluation);
  }
}
