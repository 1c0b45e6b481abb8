package org.assaydb.sql.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Rows as bytes, equal exactly when the rows are. Not thread safe: it holds the rows that were
 * encoded last.
 *
 * <p>A row is a bit a column, set for NULL, filled up to whole bytes; then each column that is not
 * NULL: LONG and DOUBLE 8 bytes, DECIMAL 16 (lower word first), BOOLEAN 1, BYTES and OBJECT (see
 * {@link ValueBytes}) a length of 4 and the bytes. Little endian.
 */
public final class RowBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<Layout> layouts;
  private final int nullBytes;
  private byte[] bytes = new byte[0];
  private int[] starts = new int[1];

  /** Where the next column of each row goes; when all are written, the ends. */
  private int[] cursors = new int[0];

  private byte[][] objects = new byte[0][];

  public RowBytes(List<ValueType> types) {
    layouts = types.stream().map(ValueType::layout).toList();
    nullBytes = (layouts.size() + 7) / 8;
  }

  /** Encodes the rows {@code [from, from + count)}; they count from 0 then. */
  public void encode(Vector[] columns, int from, int count) {
    if (cursors.length < count) {
      cursors = new int[count];
      starts = new int[count];
    }
    measure(columns, from, count);
    for (int c = 0; c < layouts.size(); c++) {
      write(columns[c], c, from, count);
    }
  }

  private static byte[][] encodeObjects(ObjectVector column, int from, int count) {
    byte[][] encoded = new byte[count][];
    for (int i = 0; i < count; i++) {
      encoded[i] = column.isNull(from + i) ? new byte[0] : ValueBytes.encode(column.get(from + i));
    }
    return encoded;
  }

  /** Sets starts and cursors and clears the bits for NULL. */
  private void measure(Vector[] columns, int from, int count) {
    int[] lengths = cursors;
    java.util.Arrays.fill(lengths, 0, count, nullBytes);
    objects = new byte[layouts.size() * count][];
    for (int c = 0; c < layouts.size(); c++) {
      Vector column = columns[c];
      if (column instanceof ObjectVector lists) {
        System.arraycopy(encodeObjects(lists, from, count), 0, objects, c * count, count);
      }
      int fixed = fixedBytes(layouts.get(c));
      for (int i = 0; i < count; i++) {
        if (!column.isNull(from + i)) {
          int more = fixed;
          if (column instanceof BytesVector strings) {
            more += strings.length(from + i);
          } else if (column instanceof ObjectVector) {
            more += objects[c * count + i].length;
          }
          lengths[i] = Math.addExact(lengths[i], more);
        }
      }
    }
    int total = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = total;
      total = Math.addExact(total, lengths[i]);
    }
    if (bytes.length < total) {
      bytes = new byte[Math.max(total, (int) Math.min(2L * bytes.length, 1 << 20))];
    }
    for (int i = 0; i < count; i++) {
      java.util.Arrays.fill(bytes, starts[i], starts[i] + nullBytes, (byte) 0);
      cursors[i] = starts[i] + nullBytes;
    }
  }

  private static int fixedBytes(Layout layout) {
    return switch (layout) {
      case LONG, DOUBLE -> 8;
      case DECIMAL -> 16;
      case BOOLEAN -> 1;
      case BYTES, OBJECT -> 4;
    };
  }

  private void write(Vector column, int c, int from, int count) {
    for (int i = 0; i < count; i++) {
      int row = from + i;
      if (column.isNull(row)) {
        bytes[starts[i] + (c >>> 3)] |= (byte) (1 << (c & 7));
        continue;
      }
      int at = cursors[i];
      if (column instanceof LongVector longs) {
        LONGS.set(bytes, at, longs.get(row));
        cursors[i] = at + 8;
      } else if (column instanceof BytesVector strings) {
        cursors[i] = write(at, strings.bytes(), strings.start(row), strings.length(row));
      } else if (column instanceof DecimalVector decimals) {
        LONGS.set(bytes, at, decimals.low()[row]);
        LONGS.set(bytes, at + 8, decimals.high(row));
        cursors[i] = at + 16;
      } else if (column instanceof DoubleVector doubles) {
        LONGS.set(bytes, at, Double.doubleToLongBits(doubles.get(row)));
        cursors[i] = at + 8;
      } else if (column instanceof BooleanVector booleans) {
        bytes[at] = (byte) (booleans.get(row) ? 1 : 0);
        cursors[i] = at + 1;
      } else {
        byte[] value = objects[c * count + i];
        cursors[i] = write(at, value, 0, value.length);
      }
    }
  }

  private int write(int at, byte[] source, int start, int length) {
    INTS.set(bytes, at, length);
    System.arraycopy(source, start, bytes, at + 4, length);
    return at + 4 + length;
  }

  /** Where the rows lie; valid until the next call of {@link #encode}. */
  public byte[] bytes() {
    return bytes;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return cursors[row];
  }

  /** A hash of an encoded row, the same in every run and on every platform. */
  public long hash(int row) {
    long h = 0x51_7C_C1_B7_27_22_0A_95L;
    int at = starts[row];
    int end = cursors[row];
    for (; at + 8 <= end; at += 8) {
      h = (Long.rotateLeft(h, 23) ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
    }
    long rest = end - starts[row];
    for (; at < end; at++) {
      rest = rest << 8 | bytes[at] & 0xFF;
    }
    return Slots.mix((Long.rotateLeft(h, 23) ^ rest) * 0x9E3779B97F4A7C15L);
  }

  public long sizeBytes() {
    return bytes.length + 8L * starts.length;
  }

  public Decoder decoder() {
    return new Decoder();
  }

  /** Makes columns of encoded rows. */
  public final class Decoder {
    private final VectorBuilder[] builders = new VectorBuilder[layouts.size()];

    private Decoder() {
      for (int c = 0; c < builders.length; c++) {
        builders[c] = new VectorBuilder(layouts.get(c));
      }
    }

    /** Adds the row that begins at a place. */
    public void add(byte[] source, int start) {
      int at = start + nullBytes;
      for (int c = 0; c < builders.length; c++) {
        if ((source[start + (c >>> 3)] >>> (c & 7) & 1) != 0) {
          builders[c].addNull();
        } else {
          at = add(source, at, layouts.get(c), builders[c]);
        }
      }
    }

    private int add(byte[] source, int at, Layout layout, VectorBuilder builder) {
      switch (layout) {
        case LONG -> builder.addLong((long) LONGS.get(source, at));
        case DOUBLE -> builder.addDouble(Double.longBitsToDouble((long) LONGS.get(source, at)));
        case DECIMAL ->
            builder.addDecimal((long) LONGS.get(source, at + 8), (long) LONGS.get(source, at));
        case BOOLEAN -> builder.addBoolean(source[at] != 0);
        case BYTES, OBJECT -> {
          int from = at + 4;
          int to = from + (int) INTS.get(source, at);
          if (layout == Layout.BYTES) {
            builder.addBytes(source, from, to);
          } else {
            builder.add(ValueBytes.decode(source, from, to));
          }
          return to;
        }
      }
      return at + fixedBytes(layout);
    }

    public Vector[] build() {
      Vector[] columns = new Vector[builders.length];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = builders[c].build();
      }
      return columns;
    }
  }
}
