package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/** Of equal rows the first one. NULL equals NULL. */
public record DistinctPlan(Plan input) implements Plan {
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
    return "Distinct";
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new SetRun(SetFilter.Mode.NEW, input, null, evaluation);
  }
}
