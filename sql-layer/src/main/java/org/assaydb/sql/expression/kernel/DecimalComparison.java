package org.assaydb.sql.expression.kernel;

import java.math.BigInteger;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;

/** Compares exact numbers, of two scales it may be; exact whatever the scales are. */
final class DecimalComparison implements SafeKernel {
  private static final int LONG_DIGITS = 18;

  private final Comparison comparison;
  private final int leftShift;
  private final int rightShift;

  DecimalComparison(Comparison comparison, int leftScale, int rightScale) {
    this.comparison = comparison;
    this.leftShift = Math.max(0, rightScale - leftScale);
    this.rightShift = Math.max(0, leftScale - rightScale);
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    DecimalVector left = (DecimalVector) operands[0];
    DecimalVector right = (DecimalVector) operands[1];
    long[] a = shifted(left, leftShift);
    long[] b = shifted(right, rightShift);
    return a.length > 0 && b.length > 0
        ? WordComparison.compare(comparison, a, b, operands, rows)
        : wide(left, right, rows);
  }

  /** The values with some more digits after the point; none when one of them needs more bits. */
  private static long[] shifted(DecimalVector values, int digits) {
    long[] low = values.low();
    if (values.high() != null || digits > LONG_DIGITS) {
      return new long[0];
    }
    if (digits == 0) {
      return low;
    }
    long factor = Decimals.longPower(digits);
    long[] result = new long[values.size()];
    long lost = 0;
    for (int i = 0; i < result.length; i++) {
      long product = low[i] * factor;
      result[i] = product;
      lost |= Math.multiplyHigh(low[i], factor) ^ product >> 63;
    }
    return lost == 0 ? result : new long[0];
  }

  private Vector wide(DecimalVector left, DecimalVector right, int rows) {
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    BigInteger leftFactor = Decimals.power(leftShift);
    BigInteger rightFactor = Decimals.power(rightShift);
    boolean shifts = leftShift + rightShift > 0;
    long[] bits = Validity.noneSet(rows);
    for (int i = 0; i < rows; i++) {
      int a = i & leftMask;
      int b = i & rightMask;
      int order =
          shifts
              ? left.unscaled(a)
                  .multiply(leftFactor)
                  .compareTo(right.unscaled(b).multiply(rightFactor))
              : compare(left.high(a), left.low()[a], right.high(b), right.low()[b]);
      if (comparison.holds(order)) {
        Validity.set(bits, i);
      }
    }
    return new BooleanVector(bits, rows, Rows.validity(left, right, rows));
  }

  private static int compare(long highA, long lowA, long highB, long lowB) {
    return highA != highB ? Long.compare(highA, highB) : Long.compareUnsigned(lowA, lowB);
  }
}
