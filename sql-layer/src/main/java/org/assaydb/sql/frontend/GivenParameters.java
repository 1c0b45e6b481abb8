package org.assaydb.sql.frontend;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Gives parameters the types of the values that were set: {@code ?} becomes {@code CAST(? AS
 * type)}, so that a value is never converted to the type of what stands beside it. A parameter
 * without a given type (text, NULL, not set yet) keeps the type that its context asks for.
 */
final class GivenParameters extends SqlShuttle {
  private final List<@Nullable ColumnType> given;
  private final boolean textOtherwise;

  /**
   * @param given by number of the parameter; missing or null when not known
   * @param textOtherwise whether parameters without a given type are VARCHAR: for those that no
   *     context gives a type
   */
  GivenParameters(List<@Nullable ColumnType> given, boolean textOtherwise) {
    this.given = given;
    this.textOtherwise = textOtherwise;
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    int index = parameter.getIndex();
    ColumnType type = index < given.size() ? given.get(index) : null;
    if (type == null && textOtherwise) {
      type = ColumnType.of(ColumnType.Kind.VARCHAR, ColumnType.MAX_LENGTH);
    }
    return type == null
        ? parameter
        : SqlStdOperatorTable.CAST.createCall(SqlParserPos.ZERO, parameter, spec(type));
  }

  /** Numbers of rows (LIMIT, OFFSET, FETCH) have their type already, and no cast there. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode typed = super.visit(call);
    if (call instanceof SqlOrderBy rows && typed instanceof SqlOrderBy order) {
      return new SqlOrderBy(
          order.getParserPosition(), order.query, order.orderList, rows.offset, rows.fetch);
    }
    if (call instanceof SqlSelect rows && typed instanceof SqlSelect select) {
      select.setOffset(rows.getOffset());
      select.setFetch(rows.getFetch());
    }
    return typed;
  }

  private static SqlDataTypeSpec spec(ColumnType type) {
    SqlTypeName name =
        switch (type.kind()) {
          case BOOLEAN -> SqlTypeName.BOOLEAN;
          case SMALLINT -> SqlTypeName.SMALLINT;
          case INTEGER -> SqlTypeName.INTEGER;
          case BIGINT -> SqlTypeName.BIGINT;
          case DECIMAL -> SqlTypeName.DECIMAL;
          case DOUBLE -> SqlTypeName.DOUBLE;
          case VARCHAR -> SqlTypeName.VARCHAR;
          case CHAR -> SqlTypeName.CHAR;
          case DATE -> SqlTypeName.DATE;
          case TIME -> SqlTypeName.TIME;
          case TIMESTAMP -> SqlTypeName.TIMESTAMP;
          case VARBINARY -> SqlTypeName.VARBINARY;
          case UUID -> SqlTypeName.UUID;
        };
    int precision =
        switch (type.kind()) {
          case DECIMAL, VARCHAR, CHAR, VARBINARY -> type.precision();
          case TIME, TIMESTAMP -> 6;
          default -> RelDataType.PRECISION_NOT_SPECIFIED;
        };
    int scale =
        type.kind() == ColumnType.Kind.DECIMAL ? type.scale() : RelDataType.SCALE_NOT_SPECIFIED;
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(name, precision, scale, null, SqlParserPos.ZERO),
        SqlParserPos.ZERO);
  }
}
