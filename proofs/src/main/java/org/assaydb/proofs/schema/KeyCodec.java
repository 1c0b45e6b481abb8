package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.malformed;
import static org.assaydb.proofs.VerificationException.require;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Order-preserving encoding of key parts: byte 0x00 for NULL, or 0x01 and the value; integers
 * big-endian with the sign bit flipped (2, 4, 8 bytes; DECIMAL 8 or, above 18 digits, 16 bytes of
 * its unscaled value); DOUBLE as order-preserving bits; text and binary with 0x00 written as 0x00
 * 0xff and 0x00 0x01 at the end; BOOLEAN one byte; UUID two 8-byte halves with their sign bits
 * flipped, the order of {@code java.util.UUID}, which SQL comparisons use too. A descending part
 * has all its bytes inverted. No encoded part is a prefix of another of its type.
 */
public final class KeyCodec {
  /** Bytes of a hidden row id. */
  public static final int ROW_ID_BYTES = 16;

  private static final int LONG_DIGITS = 18;

  private KeyCodec() {}

  /** Appends one key part. {@code value} is null for NULL. */
  public static void encode(
      ColumnType type, @Nullable Object value, boolean descending, ByteWriter out) {
    int start = out.size();
    if (value == null) {
      out.u8(0);
    } else {
      out.u8(1);
      encodeValue(type, value, out);
    }
    if (descending) {
      byte[] buffer = out.buffer();
      for (int i = start; i < out.size(); i++) {
        buffer[i] = (byte) ~buffer[i];
      }
    }
  }

  /** Key of a row without primary key: assigned when its transaction is applied. */
  public static Key rowId(Version version, int ordinal) {
    return new Key(
        new ByteWriter(ROW_ID_BYTES)
            .i64(version.height())
            .i32(version.transaction())
            .i32(ordinal)
            .toBytes());
  }

  /** Bytes that the key parts of {@code schema} take at the start of {@code key}. */
  public static int partsLength(IndexSchema schema, Key key) {
    return partsLength(schema, key, schema.keyTypes().size());
  }

  /** Bytes that the first {@code parts} key parts take at the start of {@code key}. */
  public static int partsLength(IndexSchema schema, Key key, int parts) {
    return partsLength(schema, key.bytes(), 0, key.bytes().length, parts);
  }

  /** As above for the key {@code bytes[from, to)}. */
  public static int partsLength(IndexSchema schema, byte[] bytes, int from, int to, int parts) {
    ByteReader in = new ByteReader(bytes, from, to);
    for (int i = 0; i < parts; i++) {
      skipPart(schema.keyTypes().get(i), schema.keyParts().get(i).descending(), in);
    }
    return in.position() - from;
  }

  /** The first {@code parts} key parts of {@code key}, as the bytes that such keys start with. */
  public static Key firstParts(IndexSchema schema, Key key, int parts) {
    return new Key(Arrays.copyOf(key.bytes(), partsLength(schema, key, parts)));
  }

  /**
   * Values of the first {@code parts} key parts, null for NULL. Throws MALFORMED or NONCANONICAL
   * for bytes that {@link #encode} does not write.
   */
  public static List<@Nullable Object> decodeParts(IndexSchema schema, Key key, int parts) {
    byte[] bytes = key.bytes();
    List<@Nullable Object> values = new ArrayList<>(parts);
    ByteReader in = new ByteReader(bytes, 0, bytes.length);
    for (int i = 0; i < parts; i++) {
      int from = in.position();
      ColumnType type = schema.keyTypes().get(i);
      boolean descending = schema.keyParts().get(i).descending();
      skipPart(type, descending, in);
      byte[] part = Arrays.copyOfRange(bytes, from, in.position());
      values.add(KeyPartReader.decode(type, descending, part));
    }
    return values;
  }

  /**
   * The non-null value without marker and, for text and binary, without escapes: comparing bytes
   * compares the values of one column. For bounds and predicates, never for keys.
   */
  public static Key ordered(ColumnType type, Object value) {
    byte[] plain = plain(type, value);
    if (plain != null) {
      return new Key(plain);
    }
    ByteWriter out = new ByteWriter(16);
    encodeValue(type, value, out);
    return new Key(out.toBytes());
  }

  /** Writes the bytes of {@link #ordered(ColumnType, Object)}. */
  public static void ordered(ColumnType type, Object value, ByteWriter out) {
    byte[] plain = plain(type, value);
    if (plain != null) {
      out.raw(plain);
    } else {
      encodeValue(type, value, out);
    }
  }

  /** Text and binary as they are, in an array of their own; null for other types. */
  private static byte @Nullable [] plain(ColumnType type, Object value) {
    return switch (type.kind()) {
      case VARCHAR, CHAR -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case VARBINARY -> ((byte[]) value).clone();
      default -> null;
    };
  }

  private static void skipPart(ColumnType type, boolean descending, ByteReader in) {
    int flip = descending ? 0xff : 0;
    int marker = in.u8() ^ flip;
    require(marker <= 1, NONCANONICAL, "key part marker");
    if (marker == 0) {
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> in.skip(1);
      case SMALLINT -> in.skip(2);
      case INTEGER, DATE, TIME -> in.skip(4);
      case BIGINT, TIMESTAMP, DOUBLE -> in.skip(8);
      case DECIMAL -> in.skip(type.precision() <= LONG_DIGITS ? 8 : 16);
      case UUID -> in.skip(16);
      case VARCHAR, CHAR, VARBINARY -> skipEscaped(flip, in);
    }
  }

  private static void skipEscaped(int flip, ByteReader in) {
    while (true) {
      if ((in.u8() ^ flip) == 0) {
        int next = in.u8() ^ flip;
        if (next == 1) {
          return;
        }
        require(next == 0xff, NONCANONICAL, "key escape");
      }
    }
  }

  private static void encodeValue(ColumnType type, Object value, ByteWriter out) {
    switch (type.kind()) {
      case BOOLEAN -> out.bool((Boolean) value);
      case SMALLINT -> {
        int v = (Short) value ^ 0x8000;
        out.u8(v >> 8).u8(v);
      }
      case INTEGER, DATE, TIME -> out.i32((Integer) value ^ Integer.MIN_VALUE);
      case BIGINT, TIMESTAMP -> out.i64((Long) value ^ Long.MIN_VALUE);
      case DECIMAL -> encodeDecimal(type, (BigDecimal) value, out);
      case DOUBLE -> {
        long bits = ValueCodec.canonicalBits((Double) value);
        out.i64(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
      }
      case VARCHAR, CHAR -> escaped(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case VARBINARY -> escaped((byte[]) value, out);
      case UUID -> {
        UUID uuid = (UUID) value;
        out.i64(uuid.getMostSignificantBits() ^ Long.MIN_VALUE);
        out.i64(uuid.getLeastSignificantBits() ^ Long.MIN_VALUE);
      }
    }
  }

  private static void encodeDecimal(ColumnType type, BigDecimal value, ByteWriter out) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    if (type.precision() <= LONG_DIGITS) {
      out.i64(unscaled.longValueExact() ^ Long.MIN_VALUE);
    } else {
      out.i64(unscaled.shiftRight(64).longValueExact() ^ Long.MIN_VALUE).i64(unscaled.longValue());
    }
  }

  private static void escaped(byte[] bytes, ByteWriter out) {
    if (bytes.length > Key.MAX_BYTES) {
      throw malformed("key part of " + bytes.length + " bytes exceeds " + Key.MAX_BYTES);
    }
    for (byte b : bytes) {
      out.u8(b);
      if (b == 0) {
        out.u8(0xff);
      }
    }
    out.u8(0).u8(1);
  }

  /** Key of a full row in the primary index of a table that declares a primary key. */
  public static Key primaryKey(IndexSchema primary, @Nullable Object[] row) {
    ByteWriter out = new ByteWriter(32);
    encodeParts(primary, row, out);
    return new Key(out.toBytes()).checkLength();
  }

  /** Key of a full row (all table columns) in a secondary index. */
  public static Key secondaryKey(IndexSchema index, @Nullable Object[] row, Key rowKey) {
    ByteWriter out = new ByteWriter(48);
    encodeParts(index, row, out);
    return new Key(out.raw(rowKey.bytes()).toBytes()).checkLength();
  }

  /** Appends all key parts of {@code index}, taking values from a row of all table columns. */
  public static void encodeParts(IndexSchema index, @Nullable Object[] row, ByteWriter out) {
    for (int i = 0; i < index.keyParts().size(); i++) {
      IndexDef.KeyPart part = index.keyParts().get(i);
      encode(index.keyTypes().get(i), row[part.column()], part.descending(), out);
    }
  }
}
