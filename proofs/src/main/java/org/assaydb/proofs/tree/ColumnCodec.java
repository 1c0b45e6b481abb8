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
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a chunk. The number of rows is not part of the bytes: it comes from the chunk's
 * certified summary. Every decoder rejects what its encoder would not produce.
 *
 * <pre>
 * system column: encoding (1) = 0
 *   keys      per row: bytes shared with the previous key (varint, the maximum possible), length of
 *             the rest (varint), the rest; strictly ascending in run order
 *   versions  per row: zigzag difference of the packed version to the previous row's (first: to 0)
 *   kinds     per row: entry kind (1)
 * value column: encoding (1) = 0
 *   nulls     bitmap, bit i of byte i/8 set = row i is NULL or a DELETE; unused bits zero
 *   values    of the other rows, by ValueCodec
 * </pre>
 */
public final class ColumnCodec {
  private static final int PLAIN = 0;

  private ColumnCodec() {}

  /**
   * All columns of a chunk: the system column, then the value columns in order. A value has the
   * same bytes in a row and in a column, so values are cut and copied, not decoded.
   */
  public static List<byte[]> encodeChunk(List<ColumnType> types, List<Entry> rows) {
    int columns = types.size();
    byte[][] nulls = new byte[columns][(rows.size() + 7) / 8];
    ByteWriter[] values = new ByteWriter[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = new ByteWriter(rows.size() * 8);
    }
    for (int row = 0; row < rows.size(); row++) {
      split(types, rows.get(row), row, nulls, values);
    }
    List<byte[]> out = new ArrayList<>(columns + 1);
    out.add(encodeSystem(rows));
    for (int i = 0; i < columns; i++) {
      ByteWriter column = new ByteWriter(1 + nulls[i].length + values[i].size());
      column.u8(PLAIN).raw(nulls[i]).raw(values[i].buffer(), 0, values[i].size());
      out.add(column.toBytes());
    }
    return out;
  }

  private static void split(
      List<ColumnType> types, Entry entry, int row, byte[][] nulls, ByteWriter[] values) {
    boolean put = entry.kind().isPut();
    byte[] bytes = entry.values();
    ByteReader in = new ByteReader(bytes);
    in.skip(put ? (nulls.length + 7) / 8 : 0);
    for (int i = 0; i < nulls.length; i++) {
      if (put && (bytes[i >> 3] >> (i & 7) & 1) == 0) {
        int start = in.position();
        ValueCodec.skip(types.get(i), in);
        values[i].raw(bytes, start, in.position());
      } else {
        nulls[i][row >> 3] |= (byte) (1 << (row & 7));
      }
    }
    in.end();
  }

  /** System column of rows in strict run order. */
  public static byte[] encodeSystem(List<Entry> rows) {
    ByteWriter out = new ByteWriter(1 + rows.size() * 16);
    out.u8(PLAIN);
    byte[] previous = new byte[0];
    for (Entry entry : rows) {
      byte[] key = entry.key().bytes();
      int shared = sharedPrefix(previous, key);
      out.varint(shared).varint(key.length - shared).raw(key, shared, key.length);
      previous = key;
    }
    long version = 0;
    for (Entry entry : rows) {
      out.zigzag(entry.version().packed() - version);
      version = entry.version().packed();
    }
    rows.forEach(e -> out.u8(e.kind().code()));
    return out.toBytes();
  }

  /** Decodes the system column of {@code rows} rows from {@code bytes[from, to)}. */
  public static SystemColumn decodeSystem(byte[] bytes, int from, int to, int rows) {
    ByteReader in = new ByteReader(bytes, from, to);
    require(in.u8() == PLAIN, MALFORMED, "column encoding");
    // A row takes at least 4 bytes, so the count cannot allocate beyond what was received.
    require(rows >= 1 && rows <= in.remaining() / 4, MALFORMED, "rows exceed the bytes received");
    Key[] keys = new Key[rows];
    byte[] previous = new byte[0];
    for (int i = 0; i < rows; i++) {
      previous = decodeKey(in, previous);
      keys[i] = new Key(previous);
    }
    long[] versions = new long[rows];
    long version = 0;
    for (int i = 0; i < rows; i++) {
      version += in.zigzag();
      require(version >= 0, MALFORMED, "version out of range");
      versions[i] = version;
    }
    byte[] kinds = new byte[rows];
    for (int i = 0; i < rows; i++) {
      kinds[i] = (byte) EntryKind.of(in.u8()).code();
    }
    in.end();
    checkOrder(keys, versions);
    return new SystemColumn(keys, versions, kinds);
  }

  private static byte[] decodeKey(ByteReader in, byte[] previous) {
    int shared = in.varintAtMost(previous.length, "shared key bytes");
    int rest = in.varintAtMost(Key.MAX_BYTES - shared, "key length");
    require(rest <= in.remaining(), MALFORMED, "truncated key");
    byte[] key = Arrays.copyOf(previous, shared + rest);
    System.arraycopy(in.source(), in.position(), key, shared, rest);
    in.skip(rest);
    // One encoding per key: the shared part must be the longest possible.
    boolean longest = shared == previous.length || rest == 0 || key[shared] != previous[shared];
    require(longest, NONCANONICAL, "shared key bytes are not maximal");
    return key;
  }

  private static void checkOrder(Key[] keys, long[] versions) {
    for (int i = 1; i < keys.length; i++) {
      int byKey = keys[i - 1].compareTo(keys[i]);
      require(
          byKey < 0 || (byKey == 0 && versions[i - 1] > versions[i]),
          NONCANONICAL,
          "rows out of run order");
    }
  }

  /** One value column; null stands for NULL and for the rows of DELETE entries. */
  public static byte[] encodeValues(ColumnType type, @Nullable Object[] values) {
    ByteWriter out = new ByteWriter(1 + values.length * 8);
    out.u8(PLAIN);
    for (int base = 0; base < values.length; base += 8) {
      int bits = 0;
      for (int i = base; i < Math.min(values.length, base + 8); i++) {
        bits |= values[i] == null ? 1 << (i - base) : 0;
      }
      out.u8(bits);
    }
    for (Object value : values) {
      if (value != null) {
        ValueCodec.encode(type, value, out);
      }
    }
    return out.toBytes();
  }

  /** Decodes the value column of {@code rows} rows from {@code bytes[from, to)}. */
  public static @Nullable Object[] decodeValues(
      ColumnType type, byte[] bytes, int from, int to, int rows) {
    ByteReader in = new ByteReader(bytes, from, to);
    require(in.u8() == PLAIN, MALFORMED, "column encoding");
    require(rows >= 1 && rows <= in.remaining() * 8L, MALFORMED, "rows exceed the bytes received");
    byte[] nulls = in.raw((rows + 7) / 8);
    if ((rows & 7) != 0) {
      int unused = (nulls[nulls.length - 1] & 0xff) >> (rows & 7);
      require(unused == 0, NONCANONICAL, "unused NULL bits");
    }
    @Nullable Object[] values = new @Nullable Object[rows];
    for (int i = 0; i < rows; i++) {
      if ((nulls[i >> 3] >> (i & 7) & 1) == 0) {
        values[i] = ValueCodec.decode(type, in);
      }
    }
    in.end();
    return values;
  }

  private static int sharedPrefix(byte[] left, byte[] right) {
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? left.length : mismatch;
  }
}
