package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.malformed;
import static org.assaydb.proofs.VerificationException.require;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Decodes key parts of {@link KeyCodec}: only bytes that it would write. */
final class KeyPartReader {
  private KeyPartReader() {}

  /**
   * Decodes a part and checks that its value encodes to the same bytes.
   *
   * @param part all bytes of the part
   */
  static @Nullable Object decode(ColumnType type, boolean descending, byte[] part) {
    byte[] plain = part.clone();
    for (int i = 0; descending && i < plain.length; i++) {
      plain[i] = (byte) ~plain[i];
    }
    ByteReader in = new ByteReader(plain, 1, plain.length);
    Object value = plain[0] == 0 ? null : value(type, plain, in);
    ByteWriter again = new ByteWriter(part.length);
    try {
      KeyCodec.encode(type, value, descending, again);
    } catch (ArithmeticException e) {
      throw malformed("key part out of the range of its type");
    }
    require(Arrays.equals(again.toBytes(), part), NONCANONICAL, "key part");
    return value;
  }

  private static Object value(ColumnType type, byte[] plain, ByteReader in) {
    return switch (type.kind()) {
      case BOOLEAN -> in.bool();
      case SMALLINT -> (short) ((in.u8() << 8 | in.u8()) ^ 0x8000);
      case INTEGER, DATE, TIME -> in.i32() ^ Integer.MIN_VALUE;
      case BIGINT, TIMESTAMP -> in.i64() ^ Long.MIN_VALUE;
      case DECIMAL -> decimal(type, in);
      case DOUBLE -> {
        long bits = in.i64();
        yield Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
      }
      case VARCHAR, CHAR -> text(unescaped(plain));
      case VARBINARY -> unescaped(plain);
      case UUID -> new UUID(in.i64() ^ Long.MIN_VALUE, in.i64() ^ Long.MIN_VALUE);
    };
  }

  private static BigDecimal decimal(ColumnType type, ByteReader in) {
    BigInteger unscaled = BigInteger.valueOf(in.i64() ^ Long.MIN_VALUE);
    if (in.remaining() > 0) {
      unscaled = new Int128(unscaled.longValueExact(), in.i64()).toBigInteger();
    }
    boolean fits = unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
    require(fits, NONCANONICAL, "key part has too many digits");
    return new BigDecimal(unscaled, type.scale());
  }

  private static byte[] unescaped(byte[] plain) {
    ByteWriter out = new ByteWriter(plain.length);
    for (int i = 1; i < plain.length - 2; i++) {
      out.u8(plain[i]);
      i += plain[i] == 0 ? 1 : 0;
    }
    return out.toBytes();
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("key part is no UTF-8");
    }
  }
}
