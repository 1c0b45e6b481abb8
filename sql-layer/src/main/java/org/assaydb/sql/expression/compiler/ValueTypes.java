package org.assaydb.sql.expression.compiler;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;

/** Types of Calcite as types of values. */
public final class ValueTypes {
  private static final int MAX_SECOND_DIGITS = 6;

  private ValueTypes() {}

  /** 0A000 for a type that has no values here. */
  public static ValueType of(RelDataType type) {
    if (type.isStruct()) {
      return ValueType.row(fields(type));
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ValueType.of(Kind.BOOLEAN);
      case TINYINT, SMALLINT -> ValueType.of(Kind.SMALLINT);
      case INTEGER -> ValueType.of(Kind.INTEGER);
      case BIGINT -> ValueType.of(Kind.BIGINT);
      case DECIMAL -> decimal(type);
      case FLOAT, REAL, DOUBLE -> ValueType.of(Kind.DOUBLE);
      // Flags such as BOTH and units such as YEAR are text.
      case VARCHAR, SYMBOL -> ValueType.of(Kind.VARCHAR, Math.max(-1, type.getPrecision()));
      case CHAR -> ValueType.of(Kind.CHAR, Math.max(-1, type.getPrecision()));
      case DATE -> ValueType.of(Kind.DATE);
      case TIME -> ValueType.of(Kind.TIME, secondDigits(type));
      case TIMESTAMP -> ValueType.of(Kind.TIMESTAMP, secondDigits(type));
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> ValueType.of(Kind.MONTHS);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          ValueType.of(Kind.MICROS);
      case BINARY, VARBINARY -> ValueType.of(Kind.VARBINARY);
      case UUID -> ValueType.of(Kind.UUID);
      case ARRAY, MULTISET -> ValueType.array(element(type));
      case NULL, ANY, UNKNOWN -> ValueType.of(Kind.NULL);
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, "type " + type.getSqlTypeName() + " is not supported");
    };
  }

  /** Types of the fields of a row type. */
  public static List<ValueType> fields(RelDataType rowType) {
    List<ValueType> types = new ArrayList<>(rowType.getFieldCount());
    for (RelDataTypeField field : rowType.getFieldList()) {
      types.add(of(field.getType()));
    }
    return types;
  }

  private static ValueType element(RelDataType collection) {
    RelDataType element = collection.getComponentType();
    return element == null ? ValueType.of(Kind.NULL) : of(element);
  }

  private static ValueType decimal(RelDataType type) {
    int scale = Math.max(0, Math.min(ValueType.MAX_DIGITS, type.getScale()));
    int precision = type.getPrecision() < 0 ? ValueType.MAX_DIGITS : type.getPrecision();
    return ValueType.decimal(Math.max(1, Math.min(ValueType.MAX_DIGITS, precision)), scale);
  }

  private static int secondDigits(RelDataType type) {
    int precision = type.getPrecision();
    return precision < 0 ? MAX_SECOND_DIGITS : Math.min(MAX_SECOND_DIGITS, precision);
  }
}
