package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** The rows for which a BOOLEAN condition is TRUE. */
public record FilterPlan(Plan input, Expression condition) implements Plan {
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
    return "Filter " + condition;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    RowSource rows = input.open(evaluation);
    return new RowSource() {
      @Override
      public @Nullable Batch next() {
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
          evaluation.checkInterrupted();
          BooleanVector truth = (BooleanVector) condition.evaluate(batch, evaluation);
          int[] chosen = truth.trueRows();
          if (chosen.length > 0) {
            return batch.select(chosen);
          }
        }
        return null;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
