package org.assaydb.proofs.tree;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;

/**
 * Collects one value column of a chunk and encodes it; takes values as {@code ValueCodec} wrote
 * them. Strings stay where they are until then. Used again for the next chunk after {@link #reset}.
 */
final class ColumnBuilder {
  private final ColumnType.Kind kind;
  private final boolean numeric;
  private byte[] validity = {};
  private long[] longs = {};
  private int[] starts = {};
  private int[] ends = {};
  private int row;
  private int count;

  ColumnBuilder(ColumnType type) {
    kind = type.kind();
    numeric = ColumnVector.isNumeric(type);
  }

  /** Forgets all values; {@code rows} will come. */
  void reset(int rows) {
    row = 0;
    count = 0;
    if (validity.length < (rows + 7) / 8) {
      validity = new byte[(rows + 7) / 8];
      int capacity = 8 * validity.length;
      longs = new long[numeric ? capacity : 0];
      starts = new int[numeric ? 0 : capacity];
      ends = new int[numeric ? 0 : capacity];
    } else {
      Arrays.fill(validity, (byte) 0);
    }
  }

  void addNull() {
    row++;
  }

  /** Takes one value from the reader, which reads what {@link #encode} gets. */
  void add(ByteReader in) {
    validity[row >> 3] |= (byte) (1 << (row & 7));
    row++;
    if (numeric) {
      longs[count++] =
          switch (kind) {
            case BOOLEAN -> in.u8();
            case DOUBLE -> in.i64();
            default -> in.zigzag();
          };
      return;
    }
    int length =
        switch (kind) {
          case UUID -> 16;
          case DECIMAL -> in.u8();
          default -> in.varintAtMost(in.remaining(), "length");
        };
    starts[count] = in.position();
    in.skip(length);
    ends[count++] = in.position();
  }

  /**
   * The column of all values since {@link #reset}.
   *
   * @param source that the reader of the values read
   */
  byte[] encode(byte[] source) {
    ByteWriter out = new ByteWriter(64 + 4 * row);
    if (count == 0) {
      return out.u8(ColumnCodec.ALL_NULL).toBytes();
    }
    if (count == row) {
      out.u8(ColumnCodec.NO_NULL);
    } else {
      out.u8(ColumnCodec.SOME_NULL).raw(validity, 0, (row + 7) / 8);
    }
    if (numeric) {
      LongColumn.write(longs, count, out);
    } else {
      BytesColumn.write(source, starts, ends, count, out);
    }
    return out.toBytes();
  }
}
