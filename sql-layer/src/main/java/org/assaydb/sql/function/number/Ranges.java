package org.assaydb.sql.function.number;

import java.math.BigInteger;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.ValueType;

/** Whether a whole number is within its type: 22003 when it is not. */
public final class Ranges {
  private Ranges() {}

  public static long checked(ValueType type, long value) {
    boolean fits =
        switch (type.kind()) {
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    if (!fits) {
      throw outOfRange(type);
    }
    return value;
  }

  public static long checkedProduct(ValueType type, long left, long right) {
    if (Math.multiplyHigh(left, right) != left * right >> 63) {
      throw outOfRange(type);
    }
    return checked(type, left * right);
  }

  public static long checked(ValueType type, BigInteger value) {
    if (value.bitLength() > 63) {
      throw outOfRange(type);
    }
    return checked(type, value.longValue());
  }

  public static SqlLayerException outOfRange(ValueType type) {
    return new SqlLayerException(SqlStates.OUT_OF_RANGE, "the result is out of range for " + type);
  }
}
