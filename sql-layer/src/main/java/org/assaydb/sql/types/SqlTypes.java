package org.assaydb.sql.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Types and values, ours and Calcite's. At run time a CHAR value is kept without its trailing
 * blanks, so that comparisons ignore them; it is padded again when it leaves the engine.
 */
public final class SqlTypes {
  private static final int MAX_PRECISION = 38;
  private static final int AVG_DIGITS = 16;

  /** Digits of the second that are computed with; three are stored. */
  private static final int TIME_DIGITS = 6;

  private SqlTypes() {}

  /** PostgreSQL's sizes and rounding where Calcite leaves a choice. */
  public static final RelDataTypeSystem SYSTEM =
      new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
          return switch (typeName) {
            case DECIMAL -> MAX_PRECISION;
            case TIMESTAMP, TIME -> TIME_DIGITS;
            default -> super.getMaxPrecision(typeName);
          };
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
          return typeName == SqlTypeName.DECIMAL ? MAX_PRECISION : super.getMaxScale(typeName);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
          return switch (typeName) {
            case DECIMAL -> MAX_PRECISION;
            case TIMESTAMP, TIME -> TIME_DIGITS;
            default -> super.getDefaultPrecision(typeName);
          };
        }

        @Override
        public RoundingMode roundingMode() {
          return RoundingMode.HALF_UP;
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
          return true;
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
          RelDataType sum =
              switch (argument.getSqlTypeName()) {
                // No number of rows that fits in memory overflows the sum of INTEGERs.
                case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
                // Optimizer converts the argument: the accumulator adds BigDecimals only.
                case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, MAX_PRECISION, 0);
                case DECIMAL ->
                    factory.createSqlType(SqlTypeName.DECIMAL, MAX_PRECISION, argument.getScale());
                default -> argument;
              };
          return factory.createTypeWithNullability(sum, argument.isNullable());
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
          RelDataType avg =
              switch (argument.getSqlTypeName()) {
                case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
                    factory.createSqlType(
                        SqlTypeName.DECIMAL,
                        MAX_PRECISION,
                        Math.max(AVG_DIGITS, Math.max(0, argument.getScale())));
                default -> factory.createSqlType(SqlTypeName.DOUBLE);
              };
          return factory.createTypeWithNullability(avg, argument.isNullable());
        }
      };

  public static RelDataType toCalcite(
      RelDataTypeFactory factory, ColumnType type, boolean nullable) {
    RelDataType result =
        switch (type.kind()) {
          case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
          case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
          case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
          case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
          case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
          case VARCHAR -> factory.createSqlType(SqlTypeName.VARCHAR, type.precision());
          case CHAR -> factory.createSqlType(SqlTypeName.CHAR, type.precision());
          case DATE -> factory.createSqlType(SqlTypeName.DATE);
          case TIME -> factory.createSqlType(SqlTypeName.TIME, 3);
          case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
          case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY, type.precision());
          case UUID -> factory.createSqlType(SqlTypeName.UUID);
        };
    return factory.createTypeWithNullability(result, nullable);
  }

  /** Type of a result column or parameter; 0A000 for types that a result cannot have. */
  public static ColumnType fromCalcite(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ColumnType.of(Kind.BOOLEAN);
      case TINYINT, SMALLINT -> ColumnType.of(Kind.SMALLINT);
      case INTEGER -> ColumnType.of(Kind.INTEGER);
      case BIGINT -> ColumnType.of(Kind.BIGINT);
      case DECIMAL -> decimal(type);
      case FLOAT, REAL, DOUBLE -> ColumnType.of(Kind.DOUBLE);
      case CHAR -> ColumnType.of(Kind.CHAR, length(type));
      case VARCHAR, SYMBOL -> ColumnType.of(Kind.VARCHAR, length(type));
      case NULL, ANY, UNKNOWN -> ColumnType.of(Kind.VARCHAR, ColumnType.MAX_LENGTH);
      case DATE -> ColumnType.of(Kind.DATE);
      case TIME -> ColumnType.of(Kind.TIME);
      case TIMESTAMP -> ColumnType.of(Kind.TIMESTAMP);
      case BINARY, VARBINARY -> ColumnType.of(Kind.VARBINARY, length(type));
      case UUID -> ColumnType.of(Kind.UUID);
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, "type " + type + " is not supported here");
    };
  }

  private static ColumnType decimal(RelDataType type) {
    int precision = Math.max(1, Math.min(MAX_PRECISION, type.getPrecision()));
    return ColumnType.decimal(precision, Math.max(0, Math.min(precision, type.getScale())));
  }

  private static int length(RelDataType type) {
    int precision = type.getPrecision();
    return precision < 0 ? ColumnType.MAX_LENGTH : Math.max(1, Math.min(precision, 65_536));
  }

  /** Our value as Calcite's generated code expects it. */
  public static @Nullable Object toRuntime(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case VARBINARY -> new ByteString((byte[]) value);
      case CHAR -> trimmed((String) value);
      default -> value;
    };
  }

  public static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /** Value of generated code in our representation of {@code type}. */
  public static @Nullable Object fromRuntime(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case SMALLINT -> value instanceof Short ? value : Values.valueFromJdbc(type, value);
      case INTEGER -> value instanceof Integer ? value : Values.valueFromJdbc(type, value);
      case BIGINT -> value instanceof Long ? value : Values.valueFromJdbc(type, value);
      case DOUBLE -> canonical(((Number) value).doubleValue());
      case DECIMAL -> decimalResult(type, value);
      case CHAR -> padded(type, value.toString());
      case VARCHAR -> value.toString();
      case VARBINARY -> value instanceof ByteString bytes ? bytes.getBytes() : value;
      case DATE, TIME -> ((Number) value).intValue();
      case TIMESTAMP -> ((Number) value).longValue();
      case BOOLEAN, UUID -> value;
    };
  }

  private static Double canonical(double value) {
    return value == 0.0 ? 0.0 : value;
  }

  private static BigDecimal decimalResult(ColumnType type, Object value) {
    BigDecimal number =
        value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    BigDecimal rounded = number.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() > MAX_PRECISION) {
      throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "DECIMAL result exceeds 38 digits");
    }
    return rounded;
  }

  private static String padded(ColumnType type, String text) {
    int missing = type.precision() - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }
}
