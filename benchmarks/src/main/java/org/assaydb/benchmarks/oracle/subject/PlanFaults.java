package org.assaydb.benchmarks.oracle.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Contradictions of a plan with itself: the converter refers to columns that are not there, or to
 * fields of an outer row that are others there. Such a plan has no meaning.
 */
final class PlanFaults {
  private @Nullable String fault;

  private PlanFaults() {}

  /** The first one found, null when there is none. */
  static @Nullable String of(RelNode plan) {
    PlanFaults faults = new PlanFaults();
    faults.check(plan, Map.of());
    return faults.fault;
  }

  private void check(RelNode node, Map<CorrelationId, RelDataType> outer) {
    if (fault == null && !node.isValid(Litmus.IGNORE, null)) {
      fault = "a node refers to columns that its input has not: " + node;
    }
    Map<CorrelationId, RelDataType> inside = new HashMap<>(outer);
    Set<CorrelationId> bound = node.getVariablesSet();
    if (!(node instanceof Correlate)) {
      bound.forEach(id -> inside.put(id, row(node.getInputs())));
    }
    node.accept(expressions(inside));
    List<RelNode> inputs = node.getInputs();
    for (int i = 0; i < inputs.size(); i++) {
      Map<CorrelationId, RelDataType> visible = outer;
      if (node instanceof Correlate correlate && i == 1) {
        visible = new HashMap<>(outer);
        visible.put(correlate.getCorrelationId(), inputs.get(0).getRowType());
      }
      check(inputs.get(i), visible);
    }
  }

  /** The row that expressions see: of the one input, or of both sides of a join. */
  private static RelDataType row(List<RelNode> inputs) {
    if (inputs.size() == 1) {
      return inputs.get(0).getRowType();
    }
    var builder = inputs.get(0).getCluster().getTypeFactory().builder();
    inputs.forEach(input -> builder.addAll(input.getRowType().getFieldList()));
    return builder.build();
  }

  private RexShuttle expressions(Map<CorrelationId, RelDataType> outer) {
    return new RexShuttle() {
      @Override
      public RexNode visitFieldAccess(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
          checkField(variable, access.getField(), outer.get(variable.id));
        }
        return super.visitFieldAccess(access);
      }

      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        check(query.rel, outer);
        return super.visitSubQuery(query);
      }
    };
  }

  private void checkField(
      RexCorrelVariable variable, RelDataTypeField field, @Nullable RelDataType row) {
    if (fault != null) {
      return;
    } else if (row == null) {
      fault = "no row is bound to " + variable;
      return;
    }
    boolean there = field.getIndex() < row.getFieldCount();
    SqlTypeName found =
        there
            ? row.getFieldList().get(field.getIndex()).getType().getSqlTypeName()
            : SqlTypeName.NULL;
    if (found != field.getType().getSqlTypeName()) {
      fault = variable + "." + field + " is another column in the row " + row;
    }
  }
}
