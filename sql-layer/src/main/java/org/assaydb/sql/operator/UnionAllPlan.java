package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** The rows of several inputs of the same types, one input after the other. */
public record UnionAllPlan(List<Plan> inputs) implements Plan {
  /** At least one input. */
  public UnionAllPlan {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a union of nothing");
    }
  }

  @Override
  public List<ValueType> types() {
    return inputs.get(0).types();
  }

  @Override
  public String describe() {
    return "UnionAll";
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new Run(evaluation);
  }

  private final class Run implements RowSource {
    private final Evaluation evaluation;
    private int opened;
    private @Nullable RowSource current;

    private Run(Evaluation evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    public @Nullable Batch next() {
      while (true) {
        if (current == null) {
          if (opened == inputs.size()) {
            return null;
          }
          current = inputs.get(opened++).open(evaluation);
        }
        Batch batch = current.next();
        if (batch != null) {
          return batch;
        }
        current.close();
        current = null;
      }
    }

    @Override
    public void close() {
      opened = inputs.size();
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
