package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the statement spells out.
 *
 * @param rows expressions over no columns, of the layouts of {@code types}
 */
public record ValuesPlan(List<ValueType> types, List<List<Expression>> rows) implements Plan {
  private static final Batch ONE_ROW = new Batch(1);

  public ValuesPlan {
    types = List.copyOf(types);
    rows = rows.stream().map(List::copyOf).toList();
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }

  @Override
  public String describe() {
    return "Values of " + rows.size() + (rows.size() == 1 ? " row" : " rows");
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new RowSource() {
      private int next;

      @Override
      public @Nullable Batch next() {
        int from = next;
        next = Math.min(rows.size(), from + Batch.ROWS);
        evaluation.checkInterrupted();
        return from == next ? null : batch(from, next, evaluation);
      }

      @Override
      public void close() {
        next = rows.size();
      }
    };
  }

  private Batch batch(int from, int to, Evaluation evaluation) {
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = new VectorBuilder(types.get(c).layout());
      for (int row = from; row < to; row++) {
        builder.addFrom(rows.get(row).get(c).evaluate(ONE_ROW, evaluation), 0);
      }
      columns[c] = builder.build();
    }
    return new Batch(to - from, columns);
  }
}
