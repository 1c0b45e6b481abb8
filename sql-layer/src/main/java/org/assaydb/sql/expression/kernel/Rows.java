package org.assaydb.sql.expression.kernel;

import java.util.function.IntToLongFunction;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Loops over the rows of operands, some of which may stand for all rows (see {@link Kernel}). */
public final class Rows {
  /** Adds the value of one row. */
  @FunctionalInterface
  public interface Adder {
    void add(VectorBuilder out, int row);
  }

  private Rows() {}

  /** What a row's number is and-ed with to give its place in an operand. */
  public static int mask(Vector operand, int rows) {
    return operand.size() == 1 && rows != 1 ? 0 : -1;
  }

  /** Rows in which no operand is NULL. */
  public static long @Nullable [] validity(Vector left, Vector right, int rows) {
    return Validity.and(validity(left, rows), validity(right, rows), rows);
  }

  public static long @Nullable [] validity(Vector operand, int rows) {
    return operand.size() == rows ? operand.validity() : null;
  }

  /** Computes numbers for the rows that are valid, one by one. */
  public static LongVector longs(long @Nullable [] validity, int rows, IntToLongFunction value) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!Validity.isNull(validity, i)) {
        values[i] = value.applyAsLong(i);
      }
    }
    return new LongVector(values, rows, validity);
  }

  /** Computes values for the rows that are valid, one by one. */
  public static Vector build(Layout layout, long @Nullable [] validity, int rows, Adder adder) {
    VectorBuilder out = new VectorBuilder(layout);
    for (int i = 0; i < rows; i++) {
      if (Validity.isNull(validity, i)) {
        out.addNull();
      } else {
        adder.add(out, i);
      }
    }
    return out.build();
  }
}
