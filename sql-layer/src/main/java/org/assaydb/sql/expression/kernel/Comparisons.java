package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Kernels that compare two operands of one layout. */
public final class Comparisons {
  private Comparisons() {}

  /**
   * @param left and {@code right}: of the same kind, but for scales of DECIMAL and lengths;
   *     integers compare with each other, as do texts
   */
  public static Kernel of(Comparison comparison, ValueType left, ValueType right) {
    return switch (left.layout()) {
      case LONG -> (SafeKernel) (operands, rows) -> longs(comparison, operands, rows);
      case DECIMAL -> new DecimalComparison(comparison, left.scale(), right.scale());
      case DOUBLE -> (SafeKernel) (operands, rows) -> doubles(comparison, operands, rows);
      case BOOLEAN -> (SafeKernel) (operands, rows) -> booleans(comparison, operands, rows);
      case BYTES -> (SafeKernel) (operands, rows) -> strings(comparison, operands, rows);
      case OBJECT -> new ObjectComparison(comparison, left, false);
    };
  }

  private static Vector longs(Comparison comparison, Vector[] operands, int rows) {
    return WordComparison.compare(
        comparison,
        ((LongVector) operands[0]).values(),
        ((LongVector) operands[1]).values(),
        operands,
        rows);
  }

  private static Vector doubles(Comparison comparison, Vector[] operands, int rows) {
    return WordComparison.compare(
        comparison, ordered(operands[0]), ordered(operands[1]), operands, rows);
  }

  /** Longs that are ordered as canonical doubles are, NaN behind infinity. */
  private static long[] ordered(Vector operand) {
    double[] values = ((DoubleVector) operand).values();
    long[] keys = new long[operand.size()];
    for (int i = 0; i < keys.length; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      keys[i] = bits ^ (bits >> 63) >>> 1;
    }
    return keys;
  }

  private static Vector booleans(Comparison comparison, Vector[] operands, int rows) {
    long[] left = words((BooleanVector) operands[0], rows);
    long[] right = words((BooleanVector) operands[1], rows);
    long[] bits = Validity.noneSet(rows);
    for (int w = 0; w < bits.length; w++) {
      long a = comparison.swapped() ? right[w] : left[w];
      long b = comparison.swapped() ? left[w] : right[w];
      bits[w] = comparison.isEquality() ? ~(a ^ b) : ~a & b;
    }
    return WordComparison.result(comparison, bits, operands, rows);
  }

  private static long[] words(BooleanVector operand, int rows) {
    if (Rows.mask(operand, rows) != 0) {
      return operand.bits();
    }
    return operand.get(0) ? Validity.allSet(rows) : Validity.noneSet(rows);
  }

  private static Vector strings(Comparison comparison, Vector[] operands, int rows) {
    boolean swapped = comparison.swapped();
    BytesVector left = (BytesVector) operands[swapped ? 1 : 0];
    BytesVector right = (BytesVector) operands[swapped ? 0 : 1];
    int leftMask = Rows.mask(left, rows);
    int rightMask = Rows.mask(right, rows);
    if (comparison.isEquality() && leftMask != rightMask) {
      BytesVector one = leftMask == 0 ? left : right;
      BytesVector many = leftMask == 0 ? right : left;
      return WordComparison.result(
          comparison, new TextEquality(one).rows(many, rows), operands, rows);
    }
    long[] bits = Validity.noneSet(rows);
    if (comparison.isEquality()) {
      for (int i = 0; i < rows; i++) {
        int a = i & leftMask;
        int b = i & rightMask;
        if (left.length(a) == right.length(b) && left.equal(a, right, b)) {
          Validity.set(bits, i);
        }
      }
    } else {
      for (int i = 0; i < rows; i++) {
        if (left.compare(i & leftMask, right, i & rightMask) < 0) {
          Validity.set(bits, i);
        }
      }
    }
    return WordComparison.result(comparison, bits, operands, rows);
  }
}
