package org.assaydb.sql.expression.kernel;

import java.math.BigInteger;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on unscaled integers. While operands and results fit in 64 bits the loops run on
 * longs; else row by row on big integers.
 */
final class DecimalArithmetic implements Kernel {
  private static final int LONG_DIGITS = 18;

  private final Operation operation;
  private final int leftScale;
  private final int rightScale;
  private final int scale;

  DecimalArithmetic(Operation operation, int leftScale, int rightScale, int scale) {
    this.operation = operation;
    this.leftScale = leftScale;
    this.rightScale = rightScale;
    this.scale = scale;
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    DecimalVector left = (DecimalVector) operands[0];
    DecimalVector right = (DecimalVector) operands[1];
    long[] validity = Rows.validity(left, right, rows);
    if (left.high() == null && right.high() == null) {
      Vector narrow = narrow(left, right, rows, validity);
      if (narrow != null) {
        return narrow;
      }
    }
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    return Rows.build(
        Layout.DECIMAL,
        validity,
        rows,
        (out, row) ->
            out.addDecimal(exact(left.unscaled(row & leftMask), right.unscaled(row & rightMask))));
  }

  private @Nullable Vector narrow(
      DecimalVector left, DecimalVector right, int rows, long @Nullable [] validity) {
    return switch (operation) {
      case ADD, SUBTRACT -> narrowSum(left, right, rows, validity);
      case MULTIPLY -> narrowProduct(left, right, rows, validity);
      case DIVIDE -> narrowQuotients(left, right, rows, validity);
      case REMAINDER -> null;
    };
  }

  /** Null when a sum may need more than 64 bits. */
  private @Nullable Vector narrowSum(
      DecimalVector left, DecimalVector right, int rows, long @Nullable [] validity) {
    int leftShift = scale - leftScale;
    int rightShift = scale - rightScale;
    if (Math.min(leftShift, rightShift) < 0 || Math.max(leftShift, rightShift) > LONG_DIGITS) {
      return null;
    }
    long[] a = scaled(left, leftShift);
    long[] b = scaled(right, rightShift);
    if (a == null || b == null) {
      return null;
    }
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    long[] values = new long[rows];
    long lost = 0;
    if (operation == Operation.ADD) {
      for (int i = 0; i < rows; i++) {
        long p = a[i & leftMask];
        long q = b[i & rightMask];
        values[i] = p + q;
        lost |= (p ^ values[i]) & (q ^ values[i]);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        long p = a[i & leftMask];
        long q = b[i & rightMask];
        values[i] = p - q;
        lost |= (p ^ q) & (p ^ values[i]);
      }
    }
    return lost < 0 ? null : new DecimalVector(values, null, rows, validity);
  }

  /** Unscaled values with more digits of scale; null when that may take more than 64 bits. */
  private static long @Nullable [] scaled(DecimalVector operand, int shift) {
    if (shift == 0) {
      return operand.low();
    }
    long factor = Decimals.longPower(shift);
    long[] products = new long[operand.size()];
    long lost = 0;
    for (int i = 0; i < products.length; i++) {
      long x = operand.low()[i];
      products[i] = x * factor;
      lost |= Math.multiplyHigh(x, factor) ^ products[i] >> 63;
    }
    return lost == 0 ? products : null;
  }

  /** Null when the product is to be rounded. The product of two longs has at most 38 digits. */
  private @Nullable Vector narrowProduct(
      DecimalVector left, DecimalVector right, int rows, long @Nullable [] validity) {
    if (scale != leftScale + rightScale) {
      return null;
    }
    long[] a = left.low();
    long[] b = right.low();
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    long[] values = new long[rows];
    long lost = 0;
    for (int i = 0; i < rows; i++) {
      long x = a[i & leftMask];
      long y = b[i & rightMask];
      long product = x * y;
      values[i] = product;
      lost |= Math.multiplyHigh(x, y) ^ product >> 63;
    }
    long[] high = null;
    if (lost != 0) {
      high = new long[rows];
      for (int i = 0; i < rows; i++) {
        high[i] = Math.multiplyHigh(a[i & leftMask], b[i & rightMask]);
      }
    }
    return new DecimalVector(values, high, rows, validity);
  }

  private Vector narrowQuotients(
      DecimalVector left, DecimalVector right, int rows, long @Nullable [] validity) {
    int shift = scale + rightScale - leftScale;
    long factor = shift >= 0 && shift <= LONG_DIGITS ? Decimals.longPower(shift) : 0;
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    return Rows.build(
        Layout.DECIMAL,
        validity,
        rows,
        (out, row) -> {
          long dividend = left.low()[row & leftMask];
          long divisor = right.low()[row & rightMask];
          long shifted = dividend * factor;
          boolean fits =
              factor != 0
                  && divisor > 0
                  && Math.multiplyHigh(dividend, factor) == shifted >> 63
                  && shifted != Long.MIN_VALUE;
          if (fits) {
            long quotient = Decimals.divided(shifted, divisor);
            out.addDecimal(quotient >> 63, quotient);
          } else {
            out.addDecimal(exact(BigInteger.valueOf(dividend), BigInteger.valueOf(divisor)));
          }
        });
  }

  private BigInteger exact(BigInteger left, BigInteger right) {
    BigInteger value =
        switch (operation) {
          case ADD -> sum(left, right);
          case SUBTRACT -> sum(left, right.negate());
          case MULTIPLY -> Decimals.rescaled(left.multiply(right), leftScale + rightScale, scale);
          case DIVIDE -> quotient(left, right);
          case REMAINDER -> remainder(left, right);
        };
    return Decimals.checked(value, ValueType.MAX_DIGITS);
  }

  private int commonScale() {
    return Math.max(leftScale, rightScale);
  }

  private BigInteger sum(BigInteger left, BigInteger right) {
    int common = commonScale();
    BigInteger sum =
        Decimals.rescaled(left, leftScale, common)
            .add(Decimals.rescaled(right, rightScale, common));
    return Decimals.rescaled(sum, common, scale);
  }

  private BigInteger quotient(BigInteger left, BigInteger right) {
    if (right.signum() == 0) {
      throw Faults.divisionByZero();
    }
    int shift = scale + rightScale - leftScale;
    return shift >= 0
        ? Decimals.divided(left.multiply(Decimals.power(shift)), right)
        : Decimals.divided(left, right.multiply(Decimals.power(-shift)));
  }

  private BigInteger remainder(BigInteger left, BigInteger right) {
    if (right.signum() == 0) {
      throw Faults.divisionByZero();
    }
    int common = commonScale();
    BigInteger rest =
        Decimals.rescaled(left, leftScale, common)
            .remainder(Decimals.rescaled(right, rightScale, common));
    return Decimals.rescaled(rest, common, scale);
  }
}
