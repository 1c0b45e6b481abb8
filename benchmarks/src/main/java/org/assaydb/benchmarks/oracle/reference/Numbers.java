package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;

/** Numbers in the range and scale of their types. */
final class Numbers {
  private static final int MOST_DIGITS = 38;

  private Numbers() {}

  static boolean isExact(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> true;
      default -> false;
    };
  }

  static boolean isInteger(RelDataType type) {
    return isExact(type)
        && type.getSqlTypeName() != org.apache.calcite.sql.type.SqlTypeName.DECIMAL;
  }

  static boolean isApproximate(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case FLOAT, REAL, DOUBLE -> true;
      default -> false;
    };
  }

  static boolean finite(Object value) {
    return !(value instanceof Double number) || Double.isFinite(number);
  }

  static BigDecimal exact(Object number) {
    return number instanceof BigDecimal decimal ? decimal : new BigDecimal((Double) number);
  }

  /** A result of exact arithmetic in its type: rounded half away from zero, in range. */
  static Object fit(RelDataType type, BigDecimal value) {
    if (isApproximate(type)) {
      return checked(value.doubleValue(), value);
    } else if (isInteger(type)) {
      return integer(type, value.setScale(0, RoundingMode.HALF_UP));
    } else if (isExact(type)) {
      return decimal(type, value);
    }
    throw new UnknownConstructException("a number of type " + type);
  }

  static Double checked(double value, Object of) {
    if (Double.isInfinite(value)) {
      throw ReferenceException.outOfRange(of);
    }
    return value == 0 ? 0.0 : value;
  }

  private static BigDecimal integer(RelDataType type, BigDecimal value) {
    int bits =
        switch (type.getSqlTypeName()) {
          case TINYINT, SMALLINT -> 15;
          case INTEGER -> 31;
          default -> 63;
        };
    BigInteger number = value.toBigIntegerExact();
    if (number.bitLength() > bits) {
      throw ReferenceException.outOfRange(value);
    }
    return value;
  }

  private static BigDecimal decimal(RelDataType type, BigDecimal value) {
    BigDecimal rounded = value.setScale(Math.max(type.getScale(), 0), RoundingMode.HALF_UP);
    if (rounded.precision() > MOST_DIGITS) {
      throw ReferenceException.outOfRange(value);
    }
    return rounded;
  }
}
