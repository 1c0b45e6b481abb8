package org.assaydb.sql.spill;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assaydb.sql.keys.ValueBytes;
import org.assaydb.sql.vector.Batch;
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

/**
 * Batches as bytes. Not thread safe: it holds the batch that was encoded last.
 *
 * <p>A batch is its number of rows (4 bytes), of columns (4) and the columns. A column is its
 * layout (1, the ordinal), whether bits of validity follow (1), these (8 for 64 rows), and: LONG
 * numbers; DECIMAL whether upper words follow (1), numbers, perhaps numbers; DOUBLE 8 bytes a row;
 * BOOLEAN 8 bytes for 64 rows; BYTES and OBJECT the lengths as numbers and the bytes. Numbers are
 * their least (8), a width of 0, 1, 2, 4 or 8 (1), and each one's distance from the least in that
 * width. Little endian.
 */
final class BatchCodec {
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle SHORTS = view(short[].class);

  private byte[] bytes = new byte[1 << 12];
  private int at;

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of the batch encoded last begin after {@code room} bytes that are the caller's. */
  byte[] bytes() {
    return bytes;
  }

  /** Encodes a batch; gives where its bytes end. */
  int encode(Batch batch, int room) {
    at = room;
    need(8);
    putInt(batch.rows());
    putInt(batch.width());
    for (Vector column : batch.columns()) {
      encode(column, batch.rows());
    }
    return at;
  }

  private void need(long more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(at + more, 2L * at)));
    }
  }

  private void putInt(int value) {
    INTS.set(bytes, at, value);
    at += 4;
  }

  private void encode(Vector column, int rows) {
    need(3 + 8L * Validity.words(rows));
    long[] validity = column.validity();
    bytes[at++] = (byte) column.layout().ordinal();
    bytes[at++] = (byte) (validity == null ? 0 : 1);
    if (validity != null) {
      putBits(validity, rows);
    }
    switch (column.layout()) {
      case LONG -> putNumbers(((LongVector) column).values(), rows);
      case DECIMAL -> {
        DecimalVector decimals = (DecimalVector) column;
        long[] high = decimals.high();
        bytes[at++] = (byte) (high == null ? 0 : 1);
        putNumbers(decimals.low(), rows);
        if (high != null) {
          putNumbers(high, rows);
        }
      }
      case DOUBLE -> {
        need(8L * rows);
        for (int i = 0; i < rows; i++, at += 8) {
          LONGS.set(bytes, at, Double.doubleToLongBits(((DoubleVector) column).get(i)));
        }
      }
      case BOOLEAN -> putBits(((BooleanVector) column).bits(), rows);
      case BYTES -> putStrings((BytesVector) column, rows);
      case OBJECT -> putLists((ObjectVector) column, rows);
    }
  }

  private void putBits(long[] bits, int rows) {
    int words = Validity.words(rows);
    need(8L * words);
    for (int i = 0; i < words; i++, at += 8) {
      LONGS.set(bytes, at, bits[i]);
    }
  }

  private void putNumbers(long[] values, int rows) {
    long least = rows == 0 ? 0 : values[0];
    long greatest = least;
    for (int i = 1; i < rows; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    int width = width(greatest - least);
    need(9 + (long) width * rows);
    LONGS.set(bytes, at, least);
    bytes[at + 8] = (byte) width;
    at += 9;
    for (int i = 0; i < rows && width > 0; i++, at += width) {
      long distance = values[i] - least;
      switch (width) {
        case 1 -> bytes[at] = (byte) distance;
        case 2 -> SHORTS.set(bytes, at, (short) distance);
        case 4 -> INTS.set(bytes, at, (int) distance);
        default -> LONGS.set(bytes, at, distance);
      }
    }
  }

  /** {@code distance} as an unsigned number. */
  private static int width(long distance) {
    int bits = 64 - Long.numberOfLeadingZeros(distance);
    return bits == 0 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private void putStrings(BytesVector column, int rows) {
    long[] lengths = new long[rows];
    for (int i = 0; i < rows; i++) {
      lengths[i] = column.isNull(i) ? 0 : column.length(i);
    }
    putNumbers(lengths, rows);
    for (int i = 0; i < rows; i++) {
      put(column.bytes(), column.start(i), (int) lengths[i]);
    }
  }

  private void putLists(ObjectVector column, int rows) {
    byte[][] values = new byte[rows][];
    long[] lengths = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = column.isNull(i) ? new byte[0] : ValueBytes.encode(column.get(i));
      lengths[i] = values[i].length;
    }
    putNumbers(lengths, rows);
    for (byte[] value : values) {
      put(value, 0, value.length);
    }
  }

  private void put(byte[] source, int from, int length) {
    need(length);
    System.arraycopy(source, from, bytes, at, length);
    at += length;
  }

  /** The batch whose bytes begin at a place. */
  static Batch decode(byte[] bytes, int from) {
    BatchCodec in = new BatchCodec();
    in.bytes = bytes;
    in.at = from;
    int rows = in.getInt();
    Vector[] columns = new Vector[in.getInt()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = in.column(rows);
    }
    return new Batch(rows, columns);
  }

  private int getInt() {
    at += 4;
    return (int) INTS.get(bytes, at - 4);
  }

  private Vector column(int rows) {
    Layout layout = Layout.values()[bytes[at++]];
    long[] validity = bytes[at++] == 0 ? null : bits(rows);
    return switch (layout) {
      case LONG -> new LongVector(numbers(rows), rows, validity);
      case DECIMAL -> {
        boolean wide = bytes[at++] != 0;
        long[] low = numbers(rows);
        yield new DecimalVector(low, wide ? numbers(rows) : null, rows, validity);
      }
      case DOUBLE -> {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++, at += 8) {
          values[i] = Double.longBitsToDouble((long) LONGS.get(bytes, at));
        }
        yield new DoubleVector(values, rows, validity);
      }
      case BOOLEAN -> new BooleanVector(bits(rows), rows, validity);
      case BYTES -> strings(rows, validity);
      case OBJECT -> lists(rows, validity);
    };
  }

  private long[] bits(int rows) {
    long[] bits = new long[Validity.words(rows)];
    for (int i = 0; i < bits.length; i++, at += 8) {
      bits[i] = (long) LONGS.get(bytes, at);
    }
    return bits;
  }

  private long[] numbers(int rows) {
    long least = (long) LONGS.get(bytes, at);
    int width = bytes[at + 8];
    at += 9;
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++, at += width) {
      values[i] =
          least
              + switch (width) {
                case 0 -> 0;
                case 1 -> bytes[at] & 0xFF;
                case 2 -> (short) SHORTS.get(bytes, at) & 0xFFFF;
                case 4 -> (int) INTS.get(bytes, at) & 0xFFFF_FFFFL;
                default -> (long) LONGS.get(bytes, at);
              };
    }
    return values;
  }

  private BytesVector strings(int rows, long @Nullable [] validity) {
    long[] lengths = numbers(rows);
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      starts[i] = total;
      total += (int) lengths[i];
      ends[i] = total;
    }
    byte[] all = Arrays.copyOfRange(bytes, at, at + total);
    at += total;
    return new BytesVector(all, starts, ends, rows, validity);
  }

  private ObjectVector lists(int rows, long @Nullable [] validity) {
    long[] lengths = numbers(rows);
    @Nullable Object[] values = new @Nullable Object[rows];
    for (int i = 0; i < rows; i++) {
      int end = at + (int) lengths[i];
      values[i] = Validity.isNull(validity, i) ? null : ValueBytes.decode(bytes, at, end);
      at = end;
    }
    return new ObjectVector(values, rows);
  }
}
