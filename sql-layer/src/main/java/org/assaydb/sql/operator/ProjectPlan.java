package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Rows of values computed from each row. */
public record ProjectPlan(Plan input, List<Expression> expressions) implements Plan {
  public ProjectPlan {
    expressions = List.copyOf(expressions);
  }

  @Override
  public List<ValueType> types() {
    return Batches.types(expressions);
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  @Override
  public String describe() {
    return "Project " + expressions;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    RowSource rows = input.open(evaluation);
    return new RowSource() {
      @Override
      public @Nullable Batch next() {
        Batch batch = rows.next();
        evaluation.checkInterrupted();
        return batch == null
            ? null
            : new Batch(batch.rows(), Batches.evaluate(expressions, batch, evaluation));
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
