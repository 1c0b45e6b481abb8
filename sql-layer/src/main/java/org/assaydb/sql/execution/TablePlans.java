package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.expression.node.InputColumn;
import org.assaydb.sql.operator.FilterPlan;
import org.assaydb.sql.operator.LimitPlan;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.operator.ProjectPlan;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Plans of one table without relational nodes. */
public final class TablePlans {
  private TablePlans() {}

  /**
   * A read, a filter, a stretch, a choice of columns.
   *
   * @param filter over the columns of the read, without sub-queries; null for none
   * @param limit null for all rows
   * @param fields columns of the read, in the order of the result
   */
  public static Plan of(
      TableAccess access,
      @Nullable RexNode filter,
      TableAccess.@Nullable Limit limit,
      List<Integer> fields) {
    Plan plan = new ScanPlan(access);
    List<ValueType> types = plan.types();
    if (filter != null) {
      plan =
          new FilterPlan(
              plan, new ExpressionCompiler(types, TablePlans::none).compileFilter(filter));
    }
    if (limit != null) {
      plan = new LimitPlan(plan, limit.offset(), limit.fetch());
    }
    List<Expression> columns = new ArrayList<>();
    for (int field : fields) {
      columns.add(new InputColumn(types.get(field), field));
    }
    return new ProjectPlan(plan, columns);
  }

  private static Expression none(RexSubQuery query, ExpressionCompiler operands) {
    throw new IllegalArgumentException("a sub-query in a filter of one table");
  }
}
