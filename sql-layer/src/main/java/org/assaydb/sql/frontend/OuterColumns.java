package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * References to columns of outer queries, made to mean the row that they are bound to.
 *
 * <p>A sub-query beside GROUP BY sees the grouped row, but the converter leaves all references to
 * it except those to one column as places in the row before grouping: read from the grouped row
 * they are other columns. A reference carries the row type that it was made for, which tells. Those
 * that stand for a grouped column are moved to its place; what stands for no column of the row that
 * is there is refused, since a plan with it has no meaning.
 */
final class OuterColumns {
  private final RexBuilder builder;

  /**
   * What references see.
   *
   * @param node what gives the row, null for both sides of a join
   * @param lateral whether references were made for a longer row that begins with it
   */
  private record Bound(RelDataType row, @Nullable RelNode node, boolean lateral) {}

  private OuterColumns(RexBuilder builder) {
    this.builder = builder;
  }

  /**
   * The plan with each reference in its place.
   *
   * @throws SqlLayerException 0A000 for a reference that stands for no column of its row or input
   */
  static RelNode placed(RelNode plan) {
    return new OuterColumns(plan.getCluster().getRexBuilder()).placed(plan, Map.of());
  }

  private RelNode placed(RelNode node, Map<CorrelationId, Bound> outer) {
    if (!node.isValid(Litmus.IGNORE, null)) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "a statement of this form is not supported");
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : node.getInputs()) {
      Map<CorrelationId, Bound> visible = outer;
      if (node instanceof Correlate correlate && !inputs.isEmpty()) {
        visible =
            with(
                outer,
                correlate.getCorrelationId(),
                new Bound(correlate.getLeft().getRowType(), correlate.getLeft(), true));
      }
      RelNode moved = placed(input, visible);
      changed |= moved != input;
      inputs.add(moved);
    }
    RelNode rebuilt = changed ? node.copy(node.getTraitSet(), inputs) : node;
    Map<CorrelationId, Bound> inside = outer;
    if (!(node instanceof Correlate)) {
      for (CorrelationId id : node.getVariablesSet()) {
        inside = with(inside, id, bound(inputs));
      }
    }
    return rebuilt.accept(new References(inside));
  }

  private static Map<CorrelationId, Bound> with(
      Map<CorrelationId, Bound> outer, CorrelationId id, Bound bound) {
    Map<CorrelationId, Bound> more = new HashMap<>(outer);
    more.put(id, bound);
    return more;
  }

  private Bound bound(List<RelNode> inputs) {
    if (inputs.size() == 1) {
      return new Bound(inputs.get(0).getRowType(), inputs.get(0), false);
    }
    List<RelDataTypeField> fields = new ArrayList<>();
    inputs.forEach(input -> fields.addAll(input.getRowType().getFieldList()));
    // Named as the row of a join: each name once.
    List<String> names =
        SqlValidatorUtil.uniquify(
            fields.stream().map(RelDataTypeField::getName).toList(),
            builder.getTypeFactory().getTypeSystem().isSchemaCaseSensitive());
    List<RelDataType> types = fields.stream().map(RelDataTypeField::getType).toList();
    return new Bound(builder.getTypeFactory().createStructType(types, names), null, false);
  }

  /** The references in the expressions of one node and in their sub-queries. */
  private final class References extends RexShuttle {
    private final Map<CorrelationId, Bound> visible;

    private References(Map<CorrelationId, Bound> visible) {
      this.visible = visible;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery operands = (RexSubQuery) super.visitSubQuery(query);
      RelNode rel = placed(query.rel, visible);
      return rel == query.rel ? operands : operands.clone(rel);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)) {
        return super.visitFieldAccess(access);
      }
      Bound bound = visible.get(variable.id);
      if (bound == null) {
        throw refused(access);
      }
      int field = access.getField().getIndex();
      boolean fits = fits(variable.getType(), bound);
      int place = grouped(field, variable.getType(), bound.node, fits);
      if (fits && (place < 0 || place == field)) {
        return access;
      }
      // What could stand for either row is not guessed.
      if (fits
          || place < 0
          || !bound.row.getFieldList().get(place).getType().equals(access.getField().getType())) {
        throw refused(access);
      }
      return builder.makeFieldAccess(builder.makeCorrel(bound.row, variable.id), place);
    }
  }

  private static SqlLayerException refused(RexFieldAccess access) {
    return new SqlLayerException(
        SqlStates.NOT_SUPPORTED,
        "column "
            + access.getField().getName()
            + " of an outer query is not supported at its place in a sub-query");
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

  /**
   * Place of the group key that is a field of the row before grouping, -1 if none is.
   *
   * @param named whether the names of the row must be those of the reference too
   */
  private int grouped(int field, RelDataType before, @Nullable RelNode node, boolean named) {
    RelNode below = node;
    while (below instanceof Filter having) {
      below = having.getInput();
    }
    if (!(below instanceof Aggregate aggregate)
        || !(aggregate.getInput() instanceof Project project)) {
      return -1;
    }
    RelDataType row = project.getInput().getRowType();
    if (row.getFieldCount() != before.getFieldCount()
        || !sameTypes(before, row, row.getFieldCount())
        || (named && !row.getFieldNames().equals(before.getFieldNames()))) {
      return -1;
    }
    int place = 0;
    for (int key : aggregate.getGroupSet()) {
      if (project.getProjects().get(key) instanceof RexInputRef column
          && column.getIndex() == field) {
        return place;
      }
      place++;
    }
    return -1;
  }
}
