package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Values of one entry: a bitmap of NULLs (bit i of byte i/8 set = column i is NULL; unused bits
 * zero), then the non-null values in column order, each by {@link ValueCodec}.
 */
public final class RowCodec {
  /** Longest encoded row in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private RowCodec() {}

  /** Encodes one row; {@code values.length == types.size()}, null elements are NULL. */
  public static byte[] encode(List<ColumnType> types, @Nullable Object[] values) {
    ByteWriter out = new ByteWriter(32 + 16 * types.size());
    encode(types, values, out);
    return out.toBytes();
  }

  public static void encode(List<ColumnType> types, @Nullable Object[] values, ByteWriter out) {
    int columns = types.size();
    for (int base = 0; base < columns; base += 8) {
      int bits = 0;
      for (int i = base; i < Math.min(columns, base + 8); i++) {
        bits |= values[i] == null ? 1 << (i - base) : 0;
      }
      out.u8(bits);
    }
    for (int i = 0; i < columns; i++) {
      Object value = values[i];
      if (value != null) {
        ValueCodec.encode(types.get(i), value, out);
      }
    }
  }

  /** Decodes hostile bytes, all of them. */
  public static @Nullable Object[] decode(List<ColumnType> types, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    @Nullable Object[] row = decode(types, in);
    in.end();
    return row;
  }

  /** Decodes one row and leaves the reader behind it. */
  public static @Nullable Object[] decode(List<ColumnType> types, ByteReader in) {
    int columns = types.size();
    byte[] nulls = in.raw((columns + 7) / 8);
    @Nullable Object[] row = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) {
      if ((nulls[i >> 3] >> (i & 7) & 1) == 0) {
        row[i] = ValueCodec.decode(types.get(i), in);
      }
    }
    if ((columns & 7) != 0) {
      int unused = (nulls[nulls.length - 1] & 0xff) >> (columns & 7);
      require(unused == 0, NONCANONICAL, "unused NULL bits");
    }
    return row;
  }
}
