package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/**
 * INTERSECT or EXCEPT of two inputs, in the order of the left one: of equal rows, the first ones
 * stay. NULL equals NULL. (UNION ALL is {@link UnionAllPlan}, UNION that and {@link DistinctPlan}.)
 *
 * @param all whether equal rows count: INTERSECT gives as many of them as the side with fewer has,
 *     EXCEPT as many as the left side has more; else each is given once
 * @param right of the same types (decimals: the same scale)
 */
public record SetOperationPlan(Kind kind, boolean all, Plan left, Plan right) implements Plan {
  /** Which left rows stay. */
  public enum Kind {
    INTERSECT,
    EXCEPT
  }

  public SetOperationPlan {
    List<ValueType> a = left.types();
    List<ValueType> b = right.types();
    for (int c = 0; c < Math.max(a.size(), b.size()); c++) {
      if (a.get(c).layout() != b.get(c).layout() || a.get(c).scale() != b.get(c).scale()) {
        throw new IllegalArgumentException("columns of types " + a.get(c) + " and " + b.get(c));
      }
    }
  }

  @Override
  public List<ValueType> types() {
    return left.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }

  @Override
  public String describe() {
    return kind + (all ? " ALL" : "");
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    SetFilter.Mode mode =
        kind == Kind.INTERSECT
            ? all ? SetFilter.Mode.INTERSECT_ALL : SetFilter.Mode.INTERSECT
            : all ? SetFilter.Mode.EXCEPT_ALL : SetFilter.Mode.NEW;
    return new SetRun(mode, left, right, evaluation);
  }
}
