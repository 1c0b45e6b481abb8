package org.assaydb.sql.function.signature;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.assaydb.sql.function.time.Fields;
import org.assaydb.sql.function.time.Shift;
import org.assaydb.sql.function.time.Unit;
import org.jspecify.annotations.Nullable;

/** Types of results. Unless said, a result can be NULL when one of the arguments can. */
public final class Results {
  private static final int MAX_DIGITS = 38;
  private static final int MAX_LENGTH = 65_536;

  /** Digits before the point of the seconds since 1970 and of Julian days, and more. */
  private static final int FIELD_DIGITS = 14;

  private Results() {}

  public static final SqlReturnTypeInference TEXT = strict(SqlTypeName.VARCHAR);
  public static final SqlReturnTypeInference BINARY = strict(SqlTypeName.VARBINARY);
  public static final SqlReturnTypeInference BOOLEAN = strict(SqlTypeName.BOOLEAN);
  public static final SqlReturnTypeInference INTEGER = strict(SqlTypeName.INTEGER);
  public static final SqlReturnTypeInference BIGINT = strict(SqlTypeName.BIGINT);
  public static final SqlReturnTypeInference DOUBLE = strict(SqlTypeName.DOUBLE);
  public static final SqlReturnTypeInference DATE = strict(SqlTypeName.DATE);
  public static final SqlReturnTypeInference TIME = strict(SqlTypeName.TIME);
  public static final SqlReturnTypeInference TIMESTAMP = strict(SqlTypeName.TIMESTAMP);

  /** VARCHAR that is never NULL. */
  public static final SqlReturnTypeInference TEXT_NOT_NULL =
      binding -> type(binding.getTypeFactory(), SqlTypeName.VARCHAR);

  /** NULL also for arguments that are not. */
  public static final SqlReturnTypeInference TEXT_OR_NULL =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        return factory.createTypeWithNullability(type(factory, SqlTypeName.VARCHAR), true);
      };

  public static final SqlReturnTypeInference INTEGER_OR_NULL =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        return factory.createTypeWithNullability(type(factory, SqlTypeName.INTEGER), true);
      };

  public static final SqlReturnTypeInference ARGUMENT = argument(0);

  /** The type of the first argument, nullable in any case. */
  public static final SqlReturnTypeInference NULLABLE_ARGUMENT =
      binding ->
          binding.getTypeFactory().createTypeWithNullability(binding.getOperandType(0), true);

  /** The type that all arguments fit in; NULL only when all arguments are. */
  public static final SqlReturnTypeInference COMMON =
      binding -> {
        List<RelDataType> types = binding.collectOperandTypes();
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType common = factory.leastRestrictive(types);
        if (common == null && binding instanceof SqlCallBinding call) {
          throw call.newValidationSignatureError();
        }
        if (common == null) {
          throw new IllegalStateException("no common type of " + types);
        }
        boolean nullable = types.stream().allMatch(RelDataType::isNullable);
        return factory.createTypeWithNullability(varying(factory, common), nullable);
      };

  /** A type with our sizes: text of any length, seconds with all their digits. */
  static RelDataType type(RelDataTypeFactory factory, SqlTypeName name) {
    return switch (name) {
      case TIME, TIMESTAMP ->
          factory.createSqlType(name, factory.getTypeSystem().getMaxPrecision(name));
      case INTERVAL_DAY ->
          factory.createSqlIntervalType(
              new org.apache.calcite.sql.SqlIntervalQualifier(
                  org.apache.calcite.avatica.util.TimeUnit.DAY,
                  org.apache.calcite.avatica.util.TimeUnit.SECOND,
                  org.apache.calcite.sql.parser.SqlParserPos.ZERO));
      default -> factory.createSqlType(name);
    };
  }

  private static SqlReturnTypeInference strict(SqlTypeName name) {
    return binding -> nullable(binding, type(binding.getTypeFactory(), name));
  }

  /** {@code type}, nullable when one of the arguments is. */
  static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    boolean nullable = false;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      nullable |= binding.getOperandType(i).isNullable();
    }
    return binding.getTypeFactory().createTypeWithNullability(type, nullable);
  }

  /** The type of an argument; of CHAR, VARCHAR of that length. */
  public static SqlReturnTypeInference argument(int i) {
    return binding ->
        nullable(binding, varying(binding.getTypeFactory(), binding.getOperandType(i)));
  }

  /** Of SUBSTRING: by a pattern it can be NULL. */
  public static final SqlReturnTypeInference SUBSTRING =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType type = nullable(binding, varying(factory, binding.getOperandType(0)));
        boolean pattern = SqlTypeUtil.isCharacter(binding.getOperandType(1));
        return pattern ? factory.createTypeWithNullability(type, true) : type;
      };

  private static RelDataType varying(RelDataTypeFactory factory, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR -> text(factory, type.getPrecision());
      case BINARY -> factory.createSqlType(SqlTypeName.VARBINARY, type.getPrecision());
      case TINYINT -> factory.createSqlType(SqlTypeName.SMALLINT);
      case FLOAT, REAL -> factory.createSqlType(SqlTypeName.DOUBLE);
      default -> type;
    };
  }

  private static RelDataType text(RelDataTypeFactory factory, long length) {
    return length < 0 || length > MAX_LENGTH
        ? factory.createSqlType(SqlTypeName.VARCHAR)
        : factory.createSqlType(SqlTypeName.VARCHAR, (int) length);
  }

  /** Of {@code ||}: text or bytes of both lengths together. */
  public static final SqlReturnTypeInference JOINED =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType left = binding.getOperandType(0);
        RelDataType right = binding.getOperandType(1);
        if (SqlTypeUtil.isBinary(left) || SqlTypeUtil.isBinary(right)) {
          return nullable(binding, factory.createSqlType(SqlTypeName.VARBINARY));
        }
        boolean known = SqlTypeUtil.isCharacter(left) && SqlTypeUtil.isCharacter(right);
        known &= left.getPrecision() >= 0 && right.getPrecision() >= 0;
        long length = known ? (long) left.getPrecision() + right.getPrecision() : -1;
        return nullable(binding, text(factory, length));
      };

  /** A number rounded to the digits of the second argument, as far as that is known here. */
  public static final SqlReturnTypeInference ROUNDED =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType type = binding.getOperandType(0);
        int scale = Math.max(0, type.getScale());
        if (binding.getOperandCount() < 2) {
          scale = 0;
        } else if (binding.isOperandLiteral(1, false)) {
          Integer digits = binding.getOperandLiteralValue(1, Integer.class);
          scale = digits == null ? scale : Math.max(0, Math.min(scale, digits));
        }
        return nullable(binding, scaled(factory, type, scale));
      };

  private static RelDataType scaled(RelDataTypeFactory factory, RelDataType type, int scale) {
    if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return varying(factory, type);
    }
    int whole = type.getPrecision() - Math.max(0, type.getScale());
    int precision = Math.min(MAX_DIGITS, whole + 1 + scale);
    return factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
  }

  /**
   * Of EXTRACT: whole numbers, but DECIMAL for the fields with fractions. The unit is the first
   * operand: a word while the call is validated, a text literal later.
   */
  public static final SqlReturnTypeInference FIELD =
      binding -> {
        Unit unit = Unit.find(String.valueOf(unitName(binding)));
        int scale = unit == null ? 0 : Fields.scale(unit);
        RelDataTypeFactory factory = binding.getTypeFactory();
        return nullable(
            binding,
            scale == 0
                ? factory.createSqlType(SqlTypeName.BIGINT)
                : factory.createSqlType(SqlTypeName.DECIMAL, FIELD_DIGITS + scale, scale));
      };

  private static @Nullable String unitName(SqlOperatorBinding binding) {
    return binding instanceof SqlCallBinding call
        ? Words.of(call.operand(0))
        : binding.getOperandLiteralValue(0, String.class);
  }

  /** Of DATE_TRUNC: an interval of an interval, else a TIMESTAMP. */
  public static final SqlReturnTypeInference TRUNCATED =
      binding -> {
        RelDataType type = binding.getOperandType(1);
        boolean interval = SqlTypeUtil.isInterval(type);
        return nullable(
            binding, interval ? type : type(binding.getTypeFactory(), SqlTypeName.TIMESTAMP));
      };

  /** Of TIMESTAMPADD: a DATE moved by parts of a day is a TIMESTAMP. */
  public static final SqlReturnTypeInference SHIFTED =
      binding -> {
        RelDataType type = binding.getOperandType(2);
        Unit unit = Unit.find(String.valueOf(unitName(binding)));
        boolean days = unit == null || Shift.wholeDays(unit);
        return nullable(
            binding,
            type.getSqlTypeName() == SqlTypeName.DATE && !days
                ? type(binding.getTypeFactory(), SqlTypeName.TIMESTAMP)
                : type);
      };

  /** Of SIGN: -1, 0 or 1, as DOUBLE of a DOUBLE. */
  public static final SqlReturnTypeInference SIGN =
      binding -> {
        boolean approximate = SqlTypeUtil.isApproximateNumeric(binding.getOperandType(0));
        SqlTypeName name = approximate ? SqlTypeName.DOUBLE : SqlTypeName.INTEGER;
        return nullable(binding, binding.getTypeFactory().createSqlType(name));
      };

  /** Of MOD: the wider integer, or as many digits as both numbers have. */
  public static final SqlReturnTypeInference REMAINDER =
      binding -> {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType left = binding.getOperandType(0);
        RelDataType right = binding.getOperandType(1);
        if (SqlTypeUtil.isApproximateNumeric(left) || SqlTypeUtil.isApproximateNumeric(right)) {
          return nullable(binding, factory.createSqlType(SqlTypeName.DOUBLE));
        }
        RelDataType common = factory.leastRestrictive(List.of(left, right));
        return nullable(binding, common == null ? left : varying(factory, common));
      };

  static @Nullable RelDataType firstKnown(SqlCallBinding binding) {
    for (int i = 0; i < binding.getOperandCount(); i++) {
      RelDataType type = binding.getOperandType(i);
      if (type.getSqlTypeName() != SqlTypeName.NULL
          && type.getSqlTypeName() != SqlTypeName.UNKNOWN
          && type.getSqlTypeName() != SqlTypeName.ANY) {
        return type;
      }
    }
    return null;
  }
}
