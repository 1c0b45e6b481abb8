package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/**
 * WITH RECURSIVE: the rows of a seed, then those of a step that reads them, then those of the step
 * that reads these, until there are none.
 *
 * @param step of the seed's types; reads the rows of the step before by {@link WorkTablePlan}
 * @param distinct UNION: rows that came before are dropped, and not read by the step either
 */
public record RecursivePlan(WorkTablePlan.Table table, Plan seed, Plan step, boolean distinct)
    implements Plan {
  @Override
  public List<ValueType> types() {
    return seed.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(seed, step);
  }

  @Override
  public String describe() {
    return "Recursive " + table + (distinct ? " UNION" : " UNION ALL");
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new RecursiveRun(this, evaluation);
  }
}
