package org.assaydb.sql.types;

import java.util.UUID;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** Values of literals as the parser leaves them, without validation: the fast path of INSERT. */
public final class Literals {
  /** A value in our representation of {@code type}. */
  public record Typed(ColumnType type, @Nullable Object value) {}

  private Literals() {}

  public static SqlLiteral resolved(SqlLiteral literal) {
    if (literal instanceof SqlUnknownLiteral unknown) {
      SqlTypeName type = SqlTypeName.lookup(unknown.tag);
      if (type == SqlTypeName.DATE || type == SqlTypeName.TIME || type == SqlTypeName.TIMESTAMP) {
        try {
          return unknown.resolve(type);
        } catch (RuntimeException e) {
          throw new SqlLayerException(SqlStates.INVALID_DATETIME, String.valueOf(literal), e);
        }
      }
      if (type == SqlTypeName.UUID) {
        try {
          return unknown.resolve(type);
        } catch (RuntimeException e) {
          throw new SqlLayerException(SqlStates.INVALID_CAST, String.valueOf(literal), e);
        }
      }
    }
    return literal;
  }

  /** The value, or null when {@code node} is not a plain literal. */
  public static @Nullable Typed value(SqlNode node) {
    if (node.getKind() == SqlKind.MINUS_PREFIX
        && ((SqlCall) node).operand(0) instanceof SqlLiteral literal
        && SqlTypeName.NUMERIC_TYPES.contains(literal.getTypeName())) {
      var number = literal.bigDecimalValue();
      return number == null ? null : number(number.negate());
    }
    if (!(node instanceof SqlLiteral raw)) {
      return null;
    }
    SqlLiteral literal = resolved(raw);
    if (literal.getValue() == null) {
      return new Typed(ColumnType.of(Kind.VARCHAR, 1), null);
    }
    return switch (literal.getTypeName()) {
      case DECIMAL, DOUBLE, BIGINT, INTEGER -> {
        var number = literal.bigDecimalValue();
        yield number == null ? null : number(number);
      }
      case CHAR, VARCHAR -> {
        String text = literal.getValueAs(String.class);
        yield text == null ? null : new Typed(ColumnType.of(Kind.VARCHAR, 65_536), text);
      }
      case BOOLEAN -> new Typed(ColumnType.of(Kind.BOOLEAN), literal.booleanValue());
      case DATE ->
          new Typed(
              ColumnType.of(Kind.DATE), literal.getValueAs(DateString.class).getDaysSinceEpoch());
      case TIME ->
          new Typed(
              ColumnType.of(Kind.TIME), literal.getValueAs(TimeString.class).getMillisOfDay());
      case TIMESTAMP ->
          new Typed(
              ColumnType.of(Kind.TIMESTAMP),
              literal.getValueAs(TimestampString.class).getMillisSinceEpoch());
      case BINARY ->
          new Typed(
              ColumnType.of(Kind.VARBINARY, 65_536),
              literal.getValueAs(BitString.class).getAsByteArray());
      case UUID -> new Typed(ColumnType.of(Kind.UUID), literal.getValueAs(UUID.class));
      default -> null;
    };
  }

  private static Typed number(java.math.BigDecimal value) {
    return new Typed(ColumnType.decimal(38, 0), value);
  }
}
