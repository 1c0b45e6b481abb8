package org.assaydb.sql.rewrite;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The row that sub-queries of a node name.
 *
 * @param rel gives the rows
 * @param variables that stand for a row
 */
record OuterRow(RelNode rel, Set<CorrelationId> variables) {
  int width() {
    return rel.getRowType().getFieldCount();
  }

  boolean isNamedBy(RexNode node) {
    return !variables.isEmpty() && Correlations.of(List.of(node)).use(variables);
  }

  /** An expression of a sub-query over a join of this row, to the left, and the sub-query's. */
  RexNode joined(RexNode node) {
    return References.shifted(node, width()).accept(fields());
  }

  /** An expression of a sub-query that has no fields but those of this row, over this row. */
  RexNode alone(RexNode node) {
    return node.accept(fields());
  }

  private Correlations.FieldShuttle fields() {
    return new Correlations.FieldShuttle(
        (variable, field) ->
            field < 0 || !variables.contains(variable.id)
                ? null
                : RexInputRef.of(field, rel.getRowType()));
  }

  /** Whether a variable means just this row, field by field. */
  boolean matches(RexNode node) {
    boolean[] same = {true};
    node.accept(
        new Correlations.FieldShuttle(
            (variable, field) -> {
              if (variables.contains(variable.id)) {
                List<RelDataType> mine = fieldTypes(rel.getRowType());
                List<RelDataType> named = fieldTypes(variable.getType());
                same[0] &=
                    field >= 0
                        && mine.size() == named.size()
                        && SqlTypeUtil.equalSansNullability(mine.get(field), named.get(field));
              }
              return null;
            }));
    return same[0];
  }

  private static List<RelDataType> fieldTypes(RelDataType row) {
    return row.getFieldList().stream().map(f -> f.getType()).toList();
  }

  /**
   * Whether equality of two types is one equivalence, so that a value has at most one group of
   * equal ones: CHAR against VARCHAR is not.
   */
  static boolean equate(RelDataType a, RelDataType b) {
    SqlTypeName first = a.getSqlTypeName();
    return first == b.getSqlTypeName()
        ? !a.isStruct() && (first != SqlTypeName.CHAR || a.getPrecision() == b.getPrecision())
        : SqlTypeName.INT_TYPES.contains(first)
            && SqlTypeName.INT_TYPES.contains(b.getSqlTypeName());
  }
}
