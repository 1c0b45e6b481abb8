package org.assaydb.sql.execution;

import java.util.List;
import org.assaydb.sql.access.IndexRead;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.ValueType;

/** Rows of one read of an index. */
record ScanPlan(IndexRead access) implements Plan {
  @Override
  public List<ValueType> types() {
    return access.types();
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return access.open(evaluation);
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }

  @Override
  public String describe() {
    return "Scan " + access.describe();
  }
}
