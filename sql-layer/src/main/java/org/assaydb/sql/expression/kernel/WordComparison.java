package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;

/**
 * Comparison of arrays of longs without branches: what is true of some rows only costs as much as
 * what is true of all.
 */
final class WordComparison {
  private WordComparison() {}

  /** Compares {@code left[i & leftMask]} with {@code right[i & rightMask]} for each row. */
  static BooleanVector compare(
      Comparison comparison, long[] left, long[] right, Vector[] operands, int rows) {
    int leftMask = Rows.mask(operands[0], rows);
    int rightMask = Rows.mask(operands[1], rows);
    long[] bits;
    if (comparison.isEquality()) {
      bits = equal(left, leftMask, right, rightMask, rows);
    } else if (comparison.swapped()) {
      bits = less(right, rightMask, left, leftMask, rows);
    } else {
      bits = less(left, leftMask, right, rightMask, rows);
    }
    return result(comparison, bits, operands, rows);
  }

  /** The bits of a basic comparison as the result of the whole one. */
  static BooleanVector result(Comparison comparison, long[] bits, Vector[] operands, int rows) {
    if (comparison.negated()) {
      for (int w = 0; w < bits.length; w++) {
        bits[w] = ~bits[w];
      }
    }
    return new BooleanVector(bits, rows, Rows.validity(operands[0], operands[1], rows));
  }

  private static long[] equal(long[] left, int leftMask, long[] right, int rightMask, int rows) {
    long[] bits = Validity.noneSet(rows);
    for (int w = 0; w < bits.length; w++) {
      int from = w << 6;
      int end = Math.min(rows, from + 64);
      long word = 0;
      for (int i = from; i < end; i++) {
        long difference = left[i & leftMask] ^ right[i & rightMask];
        // The sign of d | -d is set unless d is 0.
        word |= ((difference | -difference) >>> 63 ^ 1) << i;
      }
      bits[w] = word;
    }
    return bits;
  }

  private static long[] less(long[] left, int leftMask, long[] right, int rightMask, int rows) {
    long[] bits = Validity.noneSet(rows);
    for (int w = 0; w < bits.length; w++) {
      int from = w << 6;
      int end = Math.min(rows, from + 64);
      long word = 0;
      for (int i = from; i < end; i++) {
        long a = left[i & leftMask];
        long b = right[i & rightMask];
        // The borrow of a - b as signed numbers: Hacker's Delight, 2-12.
        word |= ((a & ~b | ~(a ^ b) & a - b) >>> 63) << i;
      }
      bits[w] = word;
    }
    return bits;
  }
}
