package org.assaydb.benchmarks.oracle.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Sub-queries in expressions, run for the row at hand. */
final class SubQueries {
  private SubQueries() {}

  static @Nullable Object value(RexSubQuery query, @Nullable Object[] row, Scope scope) {
    return switch (query.getKind()) {
      case EXISTS -> !Nodes.rows(query.rel, scope).isEmpty();
      case SCALAR_QUERY -> scalar(query, scope);
      case IN -> some(query, SqlKind.EQUALS, row, scope);
      case NOT_IN -> negated(some(query, SqlKind.EQUALS, row, scope));
      case SOME ->
          some(query, ((SqlQuantifyOperator) query.getOperator()).comparisonKind, row, scope);
      case ALL ->
          negated(
              some(
                  query,
                  ((SqlQuantifyOperator) query.getOperator()).comparisonKind.negateNullSafe(),
                  row,
                  scope));
      case ARRAY_QUERY_CONSTRUCTOR -> array(query, scope);
      case UNIQUE -> unique(Nodes.rows(query.rel, scope));
      default -> throw new UnknownConstructException(query.getKind() + " sub-query");
    };
  }

  private static @Nullable Object scalar(RexSubQuery query, Scope scope) {
    List<@Nullable Object[]> rows = Nodes.rows(query.rel, scope);
    if (rows.size() > 1) {
      throw new ReferenceException(
          ReferenceException.CARDINALITY, "more than one row of a scalar sub-query");
    }
    return rows.isEmpty()
        ? null
        : rows.get(0).length == 1 ? rows.get(0)[0] : Arrays.asList(rows.get(0));
  }

  private static List<@Nullable Object> array(RexSubQuery query, Scope scope) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (@Nullable Object[] row : Nodes.rows(query.rel, scope)) {
      elements.add(row.length == 1 ? row[0] : Arrays.asList(row));
    }
    return elements;
  }

  /** TRUE if any row compares so, else unknown if any comparison is unknown, else FALSE. */
  private static @Nullable Boolean some(
      RexSubQuery query, SqlKind comparison, @Nullable Object[] row, Scope scope) {
    List<RelDataTypeField> fields = query.rel.getRowType().getFieldList();
    List<@Nullable Object> left = new ArrayList<>();
    List<RexNode> operands = query.getOperands();
    for (int i = 0; i < operands.size(); i++) {
      Object value = Scalars.value(operands.get(i), row, scope);
      left.add(
          operands.size() == fields.size() ? like(value, operands.get(i), fields.get(i)) : value);
    }
    Object own = left.size() == 1 ? left.get(0) : left;
    boolean array = fields.size() == 1 && isArray(fields.get(0).getType());
    Boolean result = false;
    for (@Nullable Object[] other : Nodes.rows(query.rel, scope)) {
      Object value = other.length == 1 ? other[0] : Arrays.asList(other);
      Boolean found = Comparisons.compare(comparison, own, value, array);
      if (Boolean.TRUE.equals(found)) {
        return true;
      }
      result = found == null ? null : result;
    }
    return result;
  }

  /** Texts beside another kind of value are cast to it. */
  private static @Nullable Object like(
      @Nullable Object value, RexNode operand, RelDataTypeField field) {
    SqlTypeName to = field.getType().getSqlTypeName();
    boolean text = SqlTypeName.CHAR_TYPES.contains(to) || to == SqlTypeName.ANY;
    return value instanceof String && !text
        ? Casts.cast(value, operand.getType(), field.getType())
        : value;
  }

  private static boolean isArray(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ARRAY;
  }

  private static @Nullable Boolean negated(@Nullable Boolean value) {
    return value == null ? null : !value;
  }

  /** No two rows are equal; rows with NULL equal none. */
  private static boolean unique(List<@Nullable Object[]> rows) {
    List<@Nullable Object[]> known =
        rows.stream().filter(r -> Arrays.stream(r).noneMatch(java.util.Objects::isNull)).toList();
    return SetOperations.distinct(known).size() == known.size();
  }
}
