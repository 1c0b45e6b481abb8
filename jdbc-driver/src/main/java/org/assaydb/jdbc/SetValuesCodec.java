package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.malformed;
import static org.assaydb.proofs.VerificationException.require;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ValueCodec;
import org.jspecify.annotations.Nullable;

/** Values of parameters in a proof file, see {@link ProofFile}; the types are part of the query. */
final class SetValuesCodec {
  private static final int NULL = 0;
  private static final int TEXT = 1;
  private static final int TYPED = 2;
  private static final int MAX_PARAMETERS = 65_535;
  private static final int MAX_TEXT_BYTES = 1 << 24;
  private static final long SECOND_MICROS = 1_000_000;

  private SetValuesCodec() {}

  static void encode(SetValues values, ByteWriter out) {
    out.varint(values.values().length);
    for (int i = 0; i < values.values().length; i++) {
      Object value = values.values()[i];
      ColumnType type = values.types().get(i);
      if (value == null) {
        out.u8(NULL);
      } else if (type == null) {
        out.u8(TEXT).string((String) value);
      } else {
        out.u8(TYPED);
        type.encode(out);
        encode(type, value, out);
      }
    }
  }

  private static void encode(ColumnType type, Object value, ByteWriter out) {
    switch (type.kind()) {
      case DATE -> out.zigzag(((LocalDate) value).toEpochDay());
      case TIME -> out.zigzag(((LocalTime) value).toNanoOfDay() / 1000);
      case TIMESTAMP -> {
        LocalDateTime local = (LocalDateTime) value;
        out.zigzag(local.toEpochSecond(ZoneOffset.UTC) * SECOND_MICROS + local.getNano() / 1000);
      }
      case DOUBLE -> ValueCodec.encode(type, ((Number) value).doubleValue(), out);
      default -> ValueCodec.encode(type, value, out);
    }
  }

  /** Decodes hostile bytes. */
  static SetValues decode(ByteReader in) {
    int count = in.count(1, "parameter");
    require(count <= MAX_PARAMETERS, LIMIT_EXCEEDED, count + " parameters");
    @Nullable Object[] values = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = value(in);
    }
    return SetValues.of(values);
  }

  private static @Nullable Object value(ByteReader in) {
    int kind = in.u8();
    if (kind == NULL) {
      return null;
    } else if (kind == TEXT) {
      return in.string(MAX_TEXT_BYTES, "text parameter");
    } else if (kind != TYPED) {
      throw malformed("parameter of kind " + kind);
    }
    ColumnType type = ColumnType.decode(in);
    Object value = value(type, in);
    // The type is a function of the value: a file that says otherwise is of another statement.
    require(type.equals(SetValues.typeOf(value)), NONCANONICAL, "type of a parameter");
    return value;
  }

  private static Object value(ColumnType type, ByteReader in) {
    try {
      return switch (type.kind()) {
        case DATE -> LocalDate.ofEpochDay(in.zigzag());
        case TIME -> LocalTime.ofNanoOfDay(Math.multiplyExact(in.zigzag(), 1000L));
        case TIMESTAMP -> {
          long micros = in.zigzag();
          int nanos = (int) Math.floorMod(micros, SECOND_MICROS) * 1000;
          long seconds = Math.floorDiv(micros, SECOND_MICROS);
          yield LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        }
        default -> ValueCodec.decode(type, in);
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw malformed("a time parameter out of range");
    }
  }
}
