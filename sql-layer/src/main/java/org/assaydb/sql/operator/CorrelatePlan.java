package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/**
 * Joins each left row with the rows of a plan that runs for it: LATERAL, and sub-queries that no
 * rewrite carries. The plan runs once for each distinct row of the fields that it uses; its rows
 * are kept as long as memory allows. Rows come in the order of the left side.
 *
 * @param right sees fields of the left row as {@link Evaluation#outer}
 * @param type INNER, LEFT, SEMI or ANTI
 * @param correlation number of Calcite's correlation variable
 * @param usedFields left columns that the right plan uses
 */
public record CorrelatePlan(
    Plan left, Plan right, JoinType type, int correlation, List<Integer> usedFields)
    implements Plan {
  public CorrelatePlan {
    usedFields = List.copyOf(usedFields);
    if (type.keepsRight()) {
      throw new IllegalArgumentException(type + " of a plan that depends on the left row");
    }
  }

  @Override
  public List<ValueType> types() {
    return type.givesRight() ? Batches.concat(left.types(), right.types()) : left.types();
  }

  List<ValueType> keyTypes() {
    List<ValueType> types = new ArrayList<>();
    usedFields.forEach(field -> types.add(left.types().get(field)));
    return types;
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }

  @Override
  public String describe() {
    return "Correlate " + type + " $cor" + correlation + " fields " + usedFields;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new CorrelateRun(this, evaluation);
  }
}
