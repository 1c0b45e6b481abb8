package org.assaydb.sql.vector;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Grows a vector row by row. One use: after {@link #build} it is spent. Not thread safe. */
public final class VectorBuilder {
  private static final int FIRST = 64;

  private final Layout layout;
  private int size;
  private long[] longs = new long[0];
  private long @Nullable [] high;
  private double[] doubles = new double[0];
  private byte[] bytes = new byte[0];
  private int used;
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private @Nullable Object[] objects = new @Nullable Object[0];
  private long @Nullable [] validity;

  public VectorBuilder(Layout layout) {
    this.layout = layout;
  }

  public int size() {
    return size;
  }

  /** Bytes of memory taken, roughly. */
  public long sizeBytes() {
    long words = longs.length + doubles.length + (high == null ? 0 : high.length);
    return 8 * words + bytes.length + 4L * (starts.length + ends.length) + 64L * objects.length;
  }

  private int grown(int length) {
    return Math.max(FIRST, Math.max(size + 1, length + (length >> 1)));
  }

  /** Makes room for one more row and counts it. */
  private int next() {
    switch (layout) {
      case LONG, DECIMAL -> {
        if (size == longs.length) {
          longs = Arrays.copyOf(longs, grown(longs.length));
          if (high != null) {
            high = Arrays.copyOf(high, longs.length);
          }
        }
      }
      case BOOLEAN -> {
        if (size >>> 6 >= longs.length) {
          longs = Arrays.copyOf(longs, Math.max(4, longs.length * 2));
        }
      }
      case DOUBLE -> {
        if (size == doubles.length) {
          doubles = Arrays.copyOf(doubles, grown(doubles.length));
        }
      }
      case BYTES -> {
        if (size == starts.length) {
          starts = Arrays.copyOf(starts, grown(starts.length));
          ends = Arrays.copyOf(ends, starts.length);
        }
      }
      case OBJECT -> {
        if (size == objects.length) {
          objects = Arrays.copyOf(objects, grown(objects.length));
        }
      }
    }
    if (validity != null) {
      if (size >>> 6 >= validity.length) {
        validity = Arrays.copyOf(validity, validity.length * 2);
      }
      Validity.set(validity, size);
    }
    return size++;
  }

  public void addNull() {
    int row = next();
    if (validity == null) {
      validity = Validity.allSet(Math.max(64, longCapacity()));
    }
    Validity.clear(validity, row);
  }

  private int longCapacity() {
    return Math.max(size, Math.max(longs.length, Math.max(doubles.length, starts.length)));
  }

  public void addLong(long value) {
    int row = next();
    longs[row] = value;
  }

  public void addBoolean(boolean value) {
    int row = next();
    if (value) {
      Validity.set(longs, row);
    }
  }

  /** The value is made canonical. */
  public void addDouble(double value) {
    int row = next();
    doubles[row] = DoubleVector.canonical(value);
  }

  /** A decimal of two words. */
  public void addDecimal(long upper, long lower) {
    int row = next();
    longs[row] = lower;
    if (high == null && upper != lower >> 63) {
      high = new long[longs.length];
      for (int i = 0; i < row; i++) {
        high[i] = longs[i] >> 63;
      }
    }
    if (high != null) {
      high[row] = upper;
    }
  }

  public void addDecimal(BigInteger value) {
    addDecimal(value.shiftRight(64).longValue(), value.longValue());
  }

  public void addBytes(byte[] source, int from, int to) {
    int row = next();
    int length = to - from;
    if (length > bytes.length - used) {
      int wanted = Math.addExact(used, length);
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max(
                  wanted, Math.max(256, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))));
    }
    System.arraycopy(source, from, bytes, used, length);
    starts[row] = used;
    used += length;
    ends[row] = used;
  }

  public void addBytes(byte[] value) {
    addBytes(value, 0, value.length);
  }

  /** A single value, see {@link Layout}; null for NULL. */
  public void add(@Nullable Object value) {
    if (value == null) {
      addNull();
      return;
    }
    switch (layout) {
      case LONG -> addLong((Long) value);
      case DECIMAL -> addDecimal((BigInteger) value);
      case DOUBLE -> addDouble((Double) value);
      case BOOLEAN -> addBoolean((Boolean) value);
      case BYTES -> addBytes((byte[]) value);
      case OBJECT -> {
        int row = next();
        objects[row] = value;
      }
    }
  }

  /** A row of another vector of the same layout. */
  public void addFrom(Vector vector, int row) {
    if (vector.isNull(row)) {
      addNull();
      return;
    }
    switch (layout) {
      case LONG -> addLong(((LongVector) vector).get(row));
      case DECIMAL -> {
        DecimalVector decimals = (DecimalVector) vector;
        addDecimal(decimals.high(row), decimals.low()[row]);
      }
      case DOUBLE -> addDouble(((DoubleVector) vector).get(row));
      case BOOLEAN -> addBoolean(((BooleanVector) vector).get(row));
      case BYTES -> {
        BytesVector strings = (BytesVector) vector;
        addBytes(strings.bytes(), strings.start(row), strings.end(row));
      }
      case OBJECT -> add(vector.value(row));
    }
  }

  /** The first {@code rows} rows of another vector of the same layout. */
  public void addAll(Vector vector, int rows) {
    boolean narrow = vector instanceof DecimalVector decimals && decimals.high() == null;
    switch (layout) {
      case LONG -> addWords(((LongVector) vector).values(), vector, rows);
      case DOUBLE -> {
        if (doubles.length - size < rows) {
          doubles = Arrays.copyOf(doubles, grown(doubles.length, rows));
        }
        System.arraycopy(((DoubleVector) vector).values(), 0, doubles, size, rows);
        addValidity(vector, rows);
      }
      case DECIMAL -> {
        if (narrow && high == null) {
          addWords(((DecimalVector) vector).low(), vector, rows);
        } else {
          addEach(vector, rows);
        }
      }
      case BOOLEAN, BYTES, OBJECT -> addEach(vector, rows);
    }
  }

  private void addEach(Vector vector, int rows) {
    for (int i = 0; i < rows; i++) {
      addFrom(vector, i);
    }
  }

  private void addWords(long[] words, Vector vector, int rows) {
    if (longs.length - size < rows) {
      longs = Arrays.copyOf(longs, grown(longs.length, rows));
    }
    System.arraycopy(words, 0, longs, size, rows);
    addValidity(vector, rows);
  }

  private int grown(int length, int rows) {
    return Math.max(grown(length), Math.addExact(size, rows));
  }

  /** Counts rows whose values are there already. */
  private void addValidity(Vector vector, int rows) {
    int from = size;
    size += rows;
    if (validity == null && !vector.mayHaveNulls()) {
      return;
    }
    if (validity == null) {
      validity = Validity.allSet(Math.max(64, longCapacity()));
    } else if (Validity.words(size) > validity.length) {
      validity = Arrays.copyOf(validity, Math.max(validity.length * 2, Validity.words(size)));
    }
    for (int i = 0; i < rows; i++) {
      if (vector.isNull(i)) {
        Validity.clear(validity, from + i);
      } else {
        Validity.set(validity, from + i);
      }
    }
  }

  public Vector build() {
    return switch (layout) {
      case LONG -> new LongVector(longs, size, validity);
      case DECIMAL -> new DecimalVector(longs, high, size, validity);
      case DOUBLE -> new DoubleVector(doubles, size, validity);
      case BOOLEAN -> new BooleanVector(longs.length == 0 ? new long[1] : longs, size, validity);
      case BYTES -> new BytesVector(bytes, starts, ends, size, validity);
      case OBJECT -> new ObjectVector(objects, size);
    };
  }
}
