package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The first rows in an order: what {@link LimitPlan} gives of {@link SortPlan}, without sorting
 * all.
 *
 * @param offset see {@link LimitPlan}
 * @param fetch see {@link LimitPlan}
 * @param withTies whether rows that are equal in the order to the last one given follow it
 */
public record TopPlan(
    Plan input,
    RowOrder order,
    @Nullable Expression offset,
    @Nullable Expression fetch,
    boolean withTies)
    implements Plan {
  @Override
  public List<ValueType> types() {
    return input.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  @Override
  public String describe() {
    return "Top by "
        + SortPlan.describe(order)
        + LimitPlan.describe(offset, fetch)
        + (withTies ? " with ties" : "");
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new TopRun(this, evaluation);
  }
}
