package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * Looks whether a plan contradicts itself, which the converter's plans sometimes do: a node that
 * names columns that its input has not, or a reference to a column of an outer row that was made
 * for another row than the one it is bound to. Read from there it would be another column, so such
 * a plan is refused.
 */
final class PlanChecks {
  private final RexBuilder builder;

  /**
   * What references see.
   *
   * @param lateral whether references were made for a longer row that begins with it
   */
  private record Bound(RelDataType row, boolean lateral) {}

  private PlanChecks(RexBuilder builder) {
    this.builder = builder;
  }

  /**
   * @throws SqlLayerException 0A000 for a plan without a meaning
   */
  static void check(RelNode plan) {
    new PlanChecks(plan.getCluster().getRexBuilder()).check(plan, Map.of());
  }

  private void check(RelNode node, Map<CorrelationId, Bound> outer) {
    if (!node.isValid(Litmus.IGNORE, null)) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "a statement of this form is not supported");
    }
    List<RelNode> inputs = node.getInputs();
    if (node instanceof Correlate correlate) {
      Bound left = new Bound(correlate.getLeft().getRowType(), true);
      check(correlate.getLeft(), outer);
      check(correlate.getRight(), with(outer, correlate.getCorrelationId(), left));
      return;
    }
    inputs.forEach(input -> check(input, outer));
    Map<CorrelationId, Bound> inside = outer;
    for (CorrelationId id : node.getVariablesSet()) {
      inside = with(inside, id, new Bound(row(inputs), false));
    }
    node.accept(new References(outer, inside));
  }

  private static Map<CorrelationId, Bound> with(
      Map<CorrelationId, Bound> outer, CorrelationId id, Bound bound) {
    Map<CorrelationId, Bound> more = new HashMap<>(outer);
    more.put(id, bound);
    return more;
  }

  /** The row that expressions see: of the one input, or of both sides of a join. */
  private RelDataType row(List<RelNode> inputs) {
    if (inputs.size() == 1) {
      return inputs.get(0).getRowType();
    }
    List<RelDataTypeField> fields = new ArrayList<>();
    inputs.forEach(input -> fields.addAll(input.getRowType().getFieldList()));
    // Named as the row of a join: each name once.
    List<String> names =
        SqlValidatorUtil.uniquify(
            fields.stream().map(RelDataTypeField::getName).toList(),
            builder.getTypeFactory().getTypeSystem().isSchemaCaseSensitive());
    List<RelDataType> types = fields.stream().map(RelDataTypeField::getType).toList();
    return builder.getTypeFactory().createStructType(types, names);
  }

  /** The references in the expressions of one node and in their sub-queries. */
  private final class References extends RexShuttle {
    private final Map<CorrelationId, Bound> visible;
    private final Map<CorrelationId, Bound> inSubQueries;

    /** A node's own row is seen as such in its sub-queries alone. */
    private References(Map<CorrelationId, Bound> visible, Map<CorrelationId, Bound> inSubQueries) {
      this.visible = visible;
      this.inSubQueries = inSubQueries;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      check(query.rel, inSubQueries);
      return super.visitSubQuery(query);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
        Bound bound = visible.get(variable.id);
        if (bound == null
            || access.getField().getIndex() >= bound.row.getFieldCount()
            || !fits(variable.getType(), bound)) {
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED,
              "column "
                  + access.getField().getName()
                  + " of an outer query is not supported at its place in a sub-query");
        }
      }
      return super.visitFieldAccess(access);
    }
  }

  /** Whether the row that a reference was made for can be the one that it is bound to. */
  private boolean fits(RelDataType made, Bound bound) {
    int count = bound.row.getFieldCount();
    boolean whole = made.getFieldCount() == count;
    if (!whole && !(bound.lateral && made.getFieldCount() > count)) {
      return false;
    }
    List<String> names = made.getFieldNames().subList(0, count);
    List<String> others = bound.row.getFieldNames();
    boolean permuted = !names.equals(others) && Set.copyOf(names).equals(Set.copyOf(others));
    return !permuted && sameTypes(made, bound.row, count);
  }

  private boolean sameTypes(RelDataType one, RelDataType other, int count) {
    for (int i = 0; i < count; i++) {
      if (!SqlTypeUtil.equalSansNullability(
          builder.getTypeFactory(),
          one.getFieldList().get(i).getType(),
          other.getFieldList().get(i).getType())) {
        return false;
      }
    }
    return true;
  }
}
