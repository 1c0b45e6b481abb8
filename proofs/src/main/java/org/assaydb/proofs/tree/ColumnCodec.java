package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a chunk. The number of rows is not part of the bytes: it comes from the chunk's
 * certified summary. Decoders reject what no encoder produces: values out of their type, unused
 * bits, widths, dictionaries and runs that are not minimal. That the encoder would have chosen
 * another encoding is told by {@link #requireChosen} alone (docs/decisions/0008).
 *
 * <pre>
 * system column: SystemColumn
 * value column:  nulls (1): 0 no row is NULL, 1 some, 2 all; DELETE rows count as NULL
 *                validity, when some: bit i of byte i/8 set = row i is not NULL; unused bits zero
 *                values of the rows that are not NULL, unless all are: numbers by LongColumn,
 *                strings by BytesColumn (ColumnVector says which type is what)
 * </pre>
 */
public final class ColumnCodec {
  static final int NO_NULL = 0;
  static final int SOME_NULL = 1;
  static final int ALL_NULL = 2;

  private ColumnCodec() {}

  /**
   * All columns of a chunk: the system column, then the value columns in order.
   *
   * @param rows in strict run order
   */
  public static List<byte[]> encodeChunk(List<ColumnType> types, List<Entry> rows) {
    return new ChunkEncoder(types).encode(new EntryRows(rows));
  }

  /** System column of rows in strict run order. */
  public static byte[] encodeSystem(List<Entry> rows) {
    return SystemColumn.encode(new EntryRows(rows));
  }

  /** Decodes the system column of {@code rows} rows from {@code bytes[from, to)}. */
  public static SystemColumn decodeSystem(byte[] bytes, int from, int to, int rows) {
    checkRows(rows);
    ByteReader in = new ByteReader(bytes, from, to);
    SystemColumn column = SystemColumn.decode(in, rows);
    in.end();
    return column;
  }

  /** What a decoder allocates is bounded by the rows that a chunk can have. */
  private static void checkRows(int rows) {
    require(rows >= 1 && rows <= RunDescriptor.MAX_CHUNK_ROWS, MALFORMED, "rows of a chunk");
  }

  /** One value column; null stands for NULL and for the rows of DELETE entries. */
  public static byte[] encodeValues(ColumnType type, @Nullable Object[] values) {
    ColumnBuilder column = new ColumnBuilder(type);
    column.reset(values.length);
    ByteWriter bytes = new ByteWriter(16 * values.length);
    for (Object value : values) {
      if (value != null) {
        ValueCodec.encode(type, value, bytes);
      }
    }
    ByteReader in = new ByteReader(bytes.buffer(), 0, bytes.size());
    for (Object value : values) {
      if (value == null) {
        column.addNull();
      } else {
        column.add(in);
      }
    }
    return column.encode(bytes.buffer());
  }

  /** Decodes the value column of {@code rows} rows from {@code bytes[from, to)}. */
  public static ColumnVector decodeValues(
      ColumnType type, byte[] bytes, int from, int to, int rows) {
    checkRows(rows);
    ByteReader in = new ByteReader(bytes, from, to);
    int nulls = in.u8();
    require(nulls <= ALL_NULL, MALFORMED, "NULL byte of a column");
    byte[] validity = null;
    int count = nulls == ALL_NULL ? 0 : rows;
    if (nulls == ALL_NULL) {
      validity = new byte[(rows + 7) / 8];
    } else if (nulls == SOME_NULL) {
      validity = in.raw((rows + 7) / 8);
      count = countValid(validity, rows);
    }
    ColumnVector column =
        ColumnVector.isNumeric(type)
            ? numbers(type, in, rows, validity, count)
            : strings(type, in, rows, validity, count);
    in.end();
    return column;
  }

  private static int countValid(byte[] validity, int rows) {
    if ((rows & 7) != 0) {
      int unused = (validity[validity.length - 1] & 0xff) >> (rows & 7);
      require(unused == 0, NONCANONICAL, "unused NULL bits");
    }
    int count = 0;
    for (byte bits : validity) {
      count += Integer.bitCount(bits & 0xff);
    }
    require(count > 0 && count < rows, NONCANONICAL, "NULL bits of none or all");
    return count;
  }

  private static ColumnVector numbers(
      ColumnType type, ByteReader in, int rows, byte @Nullable [] validity, int count) {
    if (count == 0) {
      return ColumnVector.ofLongs(type, rows, validity, new long[rows]);
    }
    PackedLongs.Block block = LongColumn.read(in, count, rows);
    ColumnRange.checkNumbers(type, block, count);
    long[] values = block.values();
    if (validity != null) {
      // From the end, so that each value is read before its place is taken.
      int next = count;
      for (int row = rows - 1; row >= 0; row--) {
        boolean valid = (validity[row >> 3] >> (row & 7) & 1) != 0;
        values[row] = valid ? values[--next] : 0;
      }
    }
    return ColumnVector.ofLongs(type, rows, validity, values);
  }

  private static ColumnVector strings(
      ColumnType type, ByteReader in, int rows, byte @Nullable [] validity, int count) {
    if (count == 0) {
      // One empty string that no row has.
      return ColumnVector.ofStrings(
          type, rows, validity, new BytesColumn.Strings(new byte[0], new int[2], new int[rows]));
    }
    BytesColumn.Strings strings = BytesColumn.read(in, count, ColumnRange.maxBytes(type));
    ColumnRange.checkStrings(type, strings);
    if (validity != null) {
      int[] ids = new int[rows];
      int next = 0;
      for (int row = 0; row < rows; row++) {
        if ((validity[row >> 3] >> (row & 7) & 1) != 0) {
          int[] dense = strings.ids();
          ids[row] = dense == null ? next : dense[next];
          next++;
        }
      }
      strings = new BytesColumn.Strings(strings.source(), strings.offsets(), ids);
    }
    return ColumnVector.ofStrings(type, rows, validity, strings);
  }

  /** Throws NONCANONICAL unless the encoder writes a system column so; as dear as encoding it. */
  public static void requireChosen(SystemColumn column, byte[] bytes) {
    List<Entry> rows = new ArrayList<>(column.rows());
    for (int i = 0; i < column.rows(); i++) {
      org.assaydb.proofs.schema.Version version =
          new org.assaydb.proofs.schema.Version(column.version(i));
      rows.add(
          new Entry(column.key(i), version, column.kind(i), column.deltas(i), Entry.NO_DELTAS));
    }
    requireSame(encodeSystem(rows), bytes);
  }

  /** Throws NONCANONICAL unless the encoder writes a value column so; as dear as encoding it. */
  public static void requireChosen(ColumnVector column, byte[] bytes) {
    @Nullable Object[] values = new @Nullable Object[column.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.value(i);
    }
    requireSame(encodeValues(column.type(), values), bytes);
  }

  private static void requireSame(byte[] expected, byte[] bytes) {
    require(Arrays.equals(expected, bytes), NONCANONICAL, "another encoding is smaller");
  }
}
