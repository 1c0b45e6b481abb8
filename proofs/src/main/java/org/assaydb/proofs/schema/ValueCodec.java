package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * Canonical encoding of one non-null value of a {@link ColumnType}: BOOLEAN one byte; SMALLINT,
 * INTEGER, BIGINT, DATE, TIME, TIMESTAMP and DECIMAL up to 18 digits zigzag varints (DECIMAL
 * unscaled); DECIMAL above: length byte and minimal two's complement; DOUBLE 8 bytes, canonical
 * NaN, no -0.0; VARCHAR, CHAR, VARBINARY length-prefixed; UUID 16 bytes.
 */
public final class ValueCodec {
  private static final int LONG_DIGITS = 18;
  private static final int MAX_DECIMAL_BYTES = 16;
  private static final long DAY_MS = 86_400_000L;

  private ValueCodec() {}

  /** Encodes a value in the Java representation that {@link ColumnType} names. */
  public static void encode(ColumnType type, Object value, ByteWriter out) {
    switch (type.kind()) {
      case BOOLEAN -> out.bool((Boolean) value);
      case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP ->
          out.zigzag(((Number) value).longValue());
      case DECIMAL -> encodeDecimal(type, (BigDecimal) value, out);
      case DOUBLE -> out.i64(canonicalBits((Double) value));
      case VARCHAR, CHAR -> out.bytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case VARBINARY -> out.bytes((byte[]) value);
      case UUID -> {
        UUID uuid = (UUID) value;
        out.i64(uuid.getMostSignificantBits()).i64(uuid.getLeastSignificantBits());
      }
    }
  }

  /** Decodes hostile bytes; rejects what {@link #encode} would not produce and type violations. */
  public static Object decode(ColumnType type, ByteReader in) {
    return switch (type.kind()) {
      case BOOLEAN -> in.bool();
      case SMALLINT -> (short) bounded(in.zigzag(), Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER, DATE -> (int) bounded(in.zigzag(), Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TIME -> (int) bounded(in.zigzag(), 0, DAY_MS - 1);
      case BIGINT, TIMESTAMP -> in.zigzag();
      case DECIMAL -> decodeDecimal(type, in);
      case DOUBLE -> decodeDouble(in);
      case VARCHAR, CHAR -> decodeText(type, in);
      case VARBINARY -> in.bytes(type.precision(), "VARBINARY");
      case UUID -> new UUID(in.i64(), in.i64());
    };
  }

  /** Skips one value without building it; as strict about bounds, not about content. */
  public static void skip(ColumnType type, ByteReader in) {
    switch (type.kind()) {
      case BOOLEAN -> in.skip(1);
      case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> in.varint();
      case DECIMAL -> {
        if (type.precision() <= LONG_DIGITS) {
          in.varint();
        } else {
          in.skip(in.u8());
        }
      }
      case DOUBLE -> in.skip(8);
      case VARCHAR, CHAR -> in.skip(in.varintAtMost(4 * type.precision(), "text length"));
      case VARBINARY -> in.skip(in.varintAtMost(type.precision(), "VARBINARY length"));
      case UUID -> in.skip(16);
    }
  }

  /** One NaN, no negative zero. */
  static long canonicalBits(double value) {
    return Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
  }

  private static long bounded(long value, long min, long max) {
    require(value >= min && value <= max, MALFORMED, "value outside its type");
    return value;
  }

  private static void encodeDecimal(ColumnType type, BigDecimal value, ByteWriter out) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    if (type.precision() <= LONG_DIGITS) {
      out.zigzag(unscaled.longValueExact());
    } else {
      byte[] bytes = unscaled.toByteArray();
      out.u8(bytes.length).raw(bytes);
    }
  }

  private static BigDecimal decodeDecimal(ColumnType type, ByteReader in) {
    BigDecimal value;
    if (type.precision() <= LONG_DIGITS) {
      value = BigDecimal.valueOf(in.zigzag(), type.scale());
    } else {
      int length = in.u8();
      require(length >= 1 && length <= MAX_DECIMAL_BYTES, MALFORMED, "DECIMAL length");
      byte[] bytes = in.raw(length);
      require(length == 1 || bytes[0] != (byte) (bytes[1] >> 7), NONCANONICAL, "padded DECIMAL");
      value = new BigDecimal(new BigInteger(bytes), type.scale());
    }
    require(value.precision() <= type.precision(), MALFORMED, "DECIMAL has too many digits");
    return value;
  }

  private static double decodeDouble(ByteReader in) {
    long bits = in.i64();
    double value = Double.longBitsToDouble(bits);
    require(bits == canonicalBits(value), NONCANONICAL, "DOUBLE bits");
    return value;
  }

  private static String decodeText(ColumnType type, ByteReader in) {
    String text = in.string(4 * type.precision(), "text");
    int codePoints = text.codePointCount(0, text.length());
    require(codePoints <= type.precision(), MALFORMED, "text longer than its type");
    require(
        type.kind() != ColumnType.Kind.CHAR || codePoints == type.precision(),
        NONCANONICAL,
        "CHAR is padded to its length");
    return text;
  }
}
