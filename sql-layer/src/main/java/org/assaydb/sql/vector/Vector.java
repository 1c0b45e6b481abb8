package org.assaydb.sql.vector;

import org.jspecify.annotations.Nullable;

/** One column of some rows. Immutable: its arrays are not written once it is handed on. */
public abstract sealed class Vector
    permits LongVector, DecimalVector, DoubleVector, BooleanVector, BytesVector, ObjectVector {
  private final int size;
  private final long @Nullable [] validity;

  /**
   * @param validity see {@link Validity}; null when no row is NULL
   */
  Vector(int size, long @Nullable [] validity) {
    this.size = size;
    this.validity = validity;
  }

  public final int size() {
    return size;
  }

  public final long @Nullable [] validity() {
    return validity;
  }

  public final boolean isNull(int row) {
    return validity != null && (validity[row >>> 6] >>> row & 1) == 0;
  }

  /** Whether a row can be NULL; false is certain. */
  public final boolean mayHaveNulls() {
    return validity != null;
  }

  public abstract Layout layout();

  /** A value as a Java object, see {@link Layout}; null for NULL. For single values, not loops. */
  public final @Nullable Object value(int row) {
    return isNull(row) ? null : object(row);
  }

  abstract Object object(int row);

  /**
   * The chosen rows as another vector.
   *
   * @param rows their places, in any order and number; -1 for a row that is NULL
   * @param count how many of {@code rows} count
   */
  public abstract Vector gather(int[] rows, int count);

  /** A part of the rows, from {@code from} on. May share arrays. */
  public abstract Vector slice(int from, int count);

  /** Bytes of memory that the vector's arrays take, roughly. */
  public abstract long sizeBytes();

  final long validityBytes() {
    return validity == null ? 0 : 8L * validity.length;
  }

  final long @Nullable [] slicedValidity(int from, int count) {
    if (validity == null) {
      return null;
    }
    long[] bits = new long[Validity.words(count)];
    int shift = from & 63;
    int word = from >>> 6;
    for (int i = 0; i < bits.length; i++) {
      long low = validity[word + i] >>> shift;
      long high =
          shift == 0 || word + i + 1 >= validity.length ? 0 : validity[word + i + 1] << 64 - shift;
      bits[i] = low | high;
    }
    return bits;
  }
}
