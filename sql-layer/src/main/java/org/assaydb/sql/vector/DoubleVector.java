package org.assaydb.sql.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** DOUBLE: no minus zero, one NaN (see {@link #canonical}). */
public final class DoubleVector extends Vector {
  private final double[] values;

  public DoubleVector(double[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /** The form in which a DOUBLE is kept: plus zero for minus zero. */
  public static double canonical(double value) {
    return value == 0 ? 0.0 : Double.isNaN(value) ? Double.NaN : value;
  }

  /** One value in every row; null for NULL. */
  public static DoubleVector constant(@Nullable Double value, int size) {
    double[] values = new double[size];
    if (value == null) {
      return new DoubleVector(values, size, Validity.noneSet(size));
    }
    Arrays.fill(values, canonical(value));
    return new DoubleVector(values, size, null);
  }

  /** At least {@link #size} values; not to be written. */
  public double[] values() {
    return values;
  }

  public double get(int row) {
    return values[row];
  }

  @Override
  public Layout layout() {
    return Layout.DOUBLE;
  }

  @Override
  Object object(int row) {
    return values[row];
  }

  @Override
  public DoubleVector gather(int[] rows, int count) {
    double[] taken = new double[count];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      taken[i] = row < 0 ? 0 : values[row];
    }
    return new DoubleVector(taken, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public DoubleVector slice(int from, int count) {
    double[] part = from == 0 ? values : Arrays.copyOfRange(values, from, from + count);
    return new DoubleVector(part, count, slicedValidity(from, count));
  }

  @Override
  public long sizeBytes() {
    return 8L * values.length + validityBytes();
  }
}
