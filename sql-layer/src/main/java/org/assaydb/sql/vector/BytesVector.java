package org.assaydb.sql.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of bytes: text in UTF-8, binary, UUIDs. Row i is {@code bytes[starts[i], ends[i])}, so
 * that rows can share bytes (a dictionary, a constant, a gathered vector) without a copy.
 */
public final class BytesVector extends Vector {
  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;

  public BytesVector(byte[] bytes, int[] starts, int[] ends, int size, long @Nullable [] validity) {
    super(size, validity);
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
  }

  /** One value in every row; null for NULL. */
  public static BytesVector constant(byte @Nullable [] value, int size) {
    byte[] bytes = value == null ? new byte[0] : value;
    int[] ends = new int[size];
    Arrays.fill(ends, bytes.length);
    long[] validity = value == null ? Validity.noneSet(size) : null;
    return new BytesVector(bytes, new int[size], ends, size, validity);
  }

  /** The bytes of all rows; not to be written. */
  public byte[] bytes() {
    return bytes;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return ends[row];
  }

  public int length(int row) {
    return ends[row] - starts[row];
  }

  public byte[] get(int row) {
    return Arrays.copyOfRange(bytes, starts[row], ends[row]);
  }

  /** The text of a row, which holds UTF-8. */
  public String text(int row) {
    return new String(bytes, starts[row], ends[row] - starts[row], StandardCharsets.UTF_8);
  }

  /** Compares two rows by unsigned bytes: code points, for text. */
  public int compare(int row, BytesVector other, int otherRow) {
    return Arrays.compareUnsigned(
        bytes, starts[row], ends[row], other.bytes, other.starts[otherRow], other.ends[otherRow]);
  }

  public boolean equal(int row, BytesVector other, int otherRow) {
    return Arrays.equals(
        bytes, starts[row], ends[row], other.bytes, other.starts[otherRow], other.ends[otherRow]);
  }

  @Override
  public Layout layout() {
    return Layout.BYTES;
  }

  @Override
  Object object(int row) {
    return get(row);
  }

  @Override
  public BytesVector gather(int[] rows, int count) {
    int[] from = new int[count];
    int[] to = new int[count];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        from[i] = starts[row];
        to[i] = ends[row];
      }
    }
    return new BytesVector(bytes, from, to, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public BytesVector slice(int from, int count) {
    if (from == 0) {
      return new BytesVector(bytes, starts, ends, count, slicedValidity(0, count));
    }
    return new BytesVector(
        bytes,
        Arrays.copyOfRange(starts, from, from + count),
        Arrays.copyOfRange(ends, from, from + count),
        count,
        slicedValidity(from, count));
  }

  /** Bytes of text that the rows refer to may be shared with other vectors: they count here too. */
  @Override
  public long sizeBytes() {
    return bytes.length + 4L * (starts.length + ends.length) + validityBytes();
  }
}
