package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** All rows in an order; rows that are equal there stay in the order of the input. */
public record SortPlan(Plan input, RowOrder order) implements Plan {
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
    return "Sort by " + describe(order);
  }

  static String describe(RowOrder order) {
    StringBuilder text = new StringBuilder();
    for (RowOrder.Key key : order.keys()) {
      text.append(text.length() == 0 ? "" : ", ").append('$').append(key.column());
      text.append(key.descending() ? " DESC" : "");
      text.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }
    return text.toString();
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new Run(evaluation);
  }

  private final class Run implements RowSource {
    private final RowSource rows;
    private final RowSorting sorting;
    private @Nullable RowSource sorted;

    private Run(Evaluation evaluation) {
      rows = input.open(evaluation);
      sorting = new RowSorting(types(), order, evaluation.workspace());
    }

    @Override
    public @Nullable Batch next() {
      if (sorted == null) {
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
          sorting.add(batch);
        }
        rows.close();
        sorted = sorting.sorted();
      }
      return sorted.next();
    }

    @Override
    public void close() {
      rows.close();
      sorting.close();
    }
  }
}
