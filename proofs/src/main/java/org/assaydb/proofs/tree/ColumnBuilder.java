package org.assaydb.proofs.tree;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;

/** Collects one value column and encodes it; takes values as {@code ValueCodec} wrote them. */
final class ColumnBuilder {
  private final ColumnType type;
  private final boolean numeric;
  private final byte[] validity;
  private final long[] longs;
  private final int[] offsets;
  private final ByteWriter bytes;
  private int row;
  private int count;

  ColumnBuilder(ColumnType type, int rows) {
    this.type = type;
    numeric = ColumnVector.isNumeric(type);
    validity = new byte[(rows + 7) / 8];
    longs = new long[numeric ? rows : 0];
    offsets = new int[numeric ? 0 : rows + 1];
    bytes = new ByteWriter(numeric ? 0 : 16 * rows);
  }

  void addNull() {
    row++;
  }

  /** Takes one value from the reader. */
  void add(ByteReader in) {
    validity[row >> 3] |= (byte) (1 << (row & 7));
    row++;
    if (numeric) {
      longs[count++] =
          switch (type.kind()) {
            case BOOLEAN -> in.u8();
            case DOUBLE -> in.i64();
            default -> in.zigzag();
          };
      return;
    }
    int length =
        switch (type.kind()) {
          case UUID -> 16;
          case DECIMAL -> in.u8();
          default -> in.varintAtMost(in.remaining(), "length");
        };
    int from = in.position();
    in.skip(length);
    bytes.raw(in.source(), from, from + length);
    offsets[++count] = bytes.size();
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(64 + 2 * row + bytes.size());
    if (count == 0) {
      return out.u8(ColumnCodec.ALL_NULL).toBytes();
    }
    if (count == row) {
      out.u8(ColumnCodec.NO_NULL);
    } else {
      out.u8(ColumnCodec.SOME_NULL).raw(validity);
    }
    if (numeric) {
      LongColumn.write(longs, count, out);
    } else {
      BytesColumn.write(bytes.buffer(), Arrays.copyOf(offsets, count + 1), count, out);
    }
    return out.toBytes();
  }
}
