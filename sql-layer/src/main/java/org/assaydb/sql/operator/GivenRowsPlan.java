package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** The rows that a run was given beside its parameters, see {@link Evaluation#givenRows}. */
public record GivenRowsPlan(List<ValueType> types) implements Plan {
  public GivenRowsPlan {
    types = List.copyOf(types);
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }

  @Override
  public String describe() {
    return "GivenRows";
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    List<@Nullable Object[]> rows = evaluation.givenRows();
    return new RowSource() {
      private int next;

      @Override
      public @Nullable Batch next() {
        int from = next;
        next = Math.min(rows.size(), from + Batch.ROWS);
        evaluation.checkInterrupted();
        return from == next ? null : batch(rows.subList(from, next));
      }

      @Override
      public void close() {
        next = rows.size();
      }
    };
  }

  private Batch batch(List<@Nullable Object[]> rows) {
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = new VectorBuilder(types.get(c).layout());
      for (@Nullable Object[] row : rows) {
        builder.add(row[c]);
      }
      columns[c] = builder.build();
    }
    return new Batch(rows.size(), columns);
  }
}
