package org.assaydb.sql.expression.node;

import java.util.Arrays;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Puts the values of some branches together to one vector; each row is put once. */
final class Assembly {
  private final Layout layout;
  private final int rows;
  private long @Nullable [] validity;
  private long[] longs = new long[0];
  private long @Nullable [] high;
  private double[] doubles = new double[0];
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private byte[] bytes = new byte[0];
  private int used;
  private @Nullable Object[] objects = new @Nullable Object[0];

  Assembly(Layout layout, int rows) {
    this.layout = layout;
    this.rows = rows;
    switch (layout) {
      case LONG, DECIMAL -> longs = new long[rows];
      case BOOLEAN -> longs = Validity.noneSet(rows);
      case DOUBLE -> doubles = new double[rows];
      case BYTES -> {
        starts = new int[rows];
        ends = new int[rows];
      }
      case OBJECT -> objects = new @Nullable Object[rows];
    }
  }

  /** Row {@code from[i]} of a vector becomes row {@code to[i]}. */
  void put(Vector source, int[] from, int[] to, int count) {
    if (source.mayHaveNulls()) {
      for (int i = 0; i < count; i++) {
        if (source.isNull(from[i])) {
          putNull(to[i]);
        }
      }
    }
    if (source instanceof LongVector vector) {
      copy(vector.values(), from, longs, to, count);
    } else if (source instanceof DecimalVector vector) {
      putDecimals(vector, from, to, count);
    } else if (source instanceof DoubleVector vector) {
      double[] values = vector.values();
      for (int i = 0; i < count; i++) {
        doubles[to[i]] = values[from[i]];
      }
    } else if (source instanceof BooleanVector vector) {
      for (int i = 0; i < count; i++) {
        if (vector.get(from[i])) {
          Validity.set(longs, to[i]);
        }
      }
    } else if (source instanceof BytesVector vector) {
      putBytes(vector, from, to, count);
    } else {
      for (int i = 0; i < count; i++) {
        objects[to[i]] = source.value(from[i]);
      }
    }
  }

  void putNull(int row) {
    if (validity == null) {
      validity = Validity.allSet(rows);
    }
    Validity.clear(validity, row);
  }

  private static void copy(long[] source, int[] from, long[] target, int[] to, int count) {
    for (int i = 0; i < count; i++) {
      target[to[i]] = source[from[i]];
    }
  }

  private void putDecimals(DecimalVector source, int[] from, int[] to, int count) {
    long[] upper = source.high();
    if (upper != null && high == null) {
      high = new long[rows];
      for (int i = 0; i < rows; i++) {
        high[i] = longs[i] >> 63;
      }
    }
    copy(source.low(), from, longs, to, count);
    if (high != null) {
      for (int i = 0; i < count; i++) {
        high[to[i]] = source.high(from[i]);
      }
    }
  }

  /** Copies bytes; rows that share theirs (a constant) share the copy. */
  private void putBytes(BytesVector source, int[] from, int[] to, int count) {
    int start = -1;
    int end = -1;
    int copied = 0;
    for (int i = 0; i < count; i++) {
      int row = from[i];
      if (source.isNull(row)) {
        continue;
      }
      if (source.start(row) != start || source.end(row) != end) {
        start = source.start(row);
        end = source.end(row);
        copied = append(source.bytes(), start, end);
      }
      starts[to[i]] = copied;
      ends[to[i]] = copied + end - start;
    }
  }

  private int append(byte[] source, int start, int end) {
    int length = end - start;
    if (length > bytes.length - used) {
      int wanted = Math.addExact(used, length);
      int twice = (int) Math.min(2L * wanted, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(wanted, twice));
    }
    System.arraycopy(source, start, bytes, used, length);
    int place = used;
    used += length;
    return place;
  }

  Vector build() {
    return switch (layout) {
      case LONG -> new LongVector(longs, rows, validity);
      case DECIMAL -> new DecimalVector(longs, high, rows, validity);
      case DOUBLE -> new DoubleVector(doubles, rows, validity);
      case BOOLEAN -> new BooleanVector(longs, rows, validity);
      case BYTES -> new BytesVector(bytes, starts, ends, rows, validity);
      case OBJECT -> new ObjectVector(objects, rows);
    };
  }
}
