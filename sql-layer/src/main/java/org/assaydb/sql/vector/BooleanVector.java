package org.assaydb.sql.vector;

import org.jspecify.annotations.Nullable;

/** BOOLEAN as bits; a bit at NULL is not defined. */
public final class BooleanVector extends Vector {
  private final long[] bits;

  /**
   * @param bits bit i % 64 of word i / 64 is row i; bits behind the last row are not defined
   */
  public BooleanVector(long[] bits, int size, long @Nullable [] validity) {
    super(size, validity);
    this.bits = bits;
  }

  /** One value in every row; null for NULL. */
  public static BooleanVector constant(@Nullable Boolean value, int size) {
    long[] bits = Boolean.TRUE.equals(value) ? Validity.allSet(size) : Validity.noneSet(size);
    return new BooleanVector(bits, size, value == null ? Validity.noneSet(size) : null);
  }

  /** At least {@link #size} bits; not to be written. */
  public long[] bits() {
    return bits;
  }

  /** The bit of a row; not defined for NULL. */
  public boolean get(int row) {
    return (bits[row >>> 6] >>> row & 1) != 0;
  }

  /** Whether the row is TRUE, neither FALSE nor NULL. */
  public boolean isTrue(int row) {
    return get(row) && !isNull(row);
  }

  /** Places of the rows that are TRUE, ascending; the length is their number. */
  public int[] trueRows() {
    int words = Validity.words(size());
    long[] valid = validity();
    int[] rows = new int[countTrue()];
    int n = 0;
    for (int w = 0; w < words; w++) {
      long word = word(w, valid);
      while (word != 0) {
        rows[n++] = (w << 6) + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return rows;
  }

  /** Number of rows that are TRUE. */
  public int countTrue() {
    int count = 0;
    long[] valid = validity();
    for (int w = Validity.words(size()) - 1; w >= 0; w--) {
      count += Long.bitCount(word(w, valid));
    }
    return count;
  }

  private long word(int w, long @Nullable [] valid) {
    long word = valid == null ? bits[w] : bits[w] & valid[w];
    int rest = size() - (w << 6);
    return rest >= 64 ? word : word & (1L << rest) - 1;
  }

  @Override
  public Layout layout() {
    return Layout.BOOLEAN;
  }

  @Override
  Object object(int row) {
    return get(row);
  }

  @Override
  public BooleanVector gather(int[] rows, int count) {
    long[] taken = Validity.noneSet(count);
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0 && get(rows[i])) {
        Validity.set(taken, i);
      }
    }
    return new BooleanVector(taken, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public BooleanVector slice(int from, int count) {
    long[] part = Validity.noneSet(count);
    for (int i = 0; i < count; i++) {
      if (get(from + i)) {
        Validity.set(part, i);
      }
    }
    return new BooleanVector(part, count, slicedValidity(from, count));
  }

  @Override
  public long sizeBytes() {
    return 8L * bits.length + validityBytes();
  }
}
