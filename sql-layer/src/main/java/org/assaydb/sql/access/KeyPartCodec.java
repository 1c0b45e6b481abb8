package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Turns comparisons of one key part with run-time values into ranges of encoded bytes. The value
 * need not be of the column's type: {@code int_column < 2.5} is {@code int_column <= 2}.
 */
public record KeyPartCodec(ColumnType type, boolean descending) {
  /** Comparisons that an index answers. */
  public enum Op {
    EQ,
    LT,
    LE,
    GT,
    GE,
    IS_NULL,
    NOT_NULL,
    STARTS_WITH
  }

  /** Where a value lies among the values of a type. */
  private enum Fit {
    EXACT,
    ABOVE_FLOOR,
    BELOW_ALL,
    ABOVE_ALL,
    UNKNOWN
  }

  private record Fitted(Fit fit, @Nullable Object value) {}

  /** Bytes of the part for a value of the column's type, null for values that no key can hold. */
  public byte @Nullable [] encode(Object runtimeValue) {
    Fitted fitted = fit(runtimeValue);
    if (fitted.fit != Fit.EXACT || fitted.value == null) {
      return null;
    }
    byte[] bytes = bytes(fitted.value);
    return bytes.length > Key.MAX_BYTES ? null : bytes;
  }

  /** Range of bytes of this part; null when nothing matches. */
  @Nullable KeyRange range(Op op, @Nullable Object runtimeValue) {
    if (op == Op.IS_NULL) {
      return KeyRange.prefix(marker(0));
    }
    if (op == Op.NOT_NULL) {
      return notNull();
    }
    if (runtimeValue == null) {
      return null;
    }
    if (op == Op.STARTS_WITH) {
      return startsWith((String) runtimeValue);
    }
    Fitted fitted = fit(runtimeValue);
    boolean less = op == Op.LT || op == Op.LE;
    return switch (fitted.fit) {
      case UNKNOWN -> notNull();
      case BELOW_ALL -> op == Op.EQ || less ? null : notNull();
      case ABOVE_ALL -> op == Op.EQ || !less ? null : notNull();
      case ABOVE_FLOOR ->
          op == Op.EQ ? null : cut(less ? Op.LE : Op.GT, bytes(nonNull(fitted.value)));
      case EXACT -> cut(op, bytes(nonNull(fitted.value)));
    };
  }

  /**
   * Range of {@link KeyCodec#ordered} bytes that holds at least the values that match; null when
   * nothing does. Neither for IS NULL nor for CHAR and VARBINARY.
   */
  @Nullable KeyRange ordered(Op op, @Nullable Object runtimeValue) {
    if (op == Op.NOT_NULL) {
      return KeyRange.ALL;
    }
    if (runtimeValue == null) {
      return null;
    }
    if (type.kind() == ColumnType.Kind.VARCHAR) {
      return orderedText(op, new Key(runtimeValue.toString().getBytes(StandardCharsets.UTF_8)));
    }
    KeyRange part = range(op, runtimeValue);
    if (part == null) {
      return null;
    }
    Key upper = part.upper();
    boolean open = upper == null || upper.bytes().length == 1;
    return new KeyRange(
        withoutMarker(part.lower()), open || upper == null ? null : withoutMarker(upper));
  }

  private static Key withoutMarker(Key part) {
    byte[] bytes = part.bytes();
    return new Key(Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private static @Nullable KeyRange orderedText(Op op, Key text) {
    if (text.bytes().length >= Key.MAX_BYTES) {
      return KeyRange.ALL;
    }
    return switch (op) {
      case EQ -> KeyRange.point(text);
      case LT -> text.bytes().length == 0 ? null : new KeyRange(Key.MIN, text);
      case LE -> new KeyRange(Key.MIN, text.successor());
      case GT -> new KeyRange(text.successor(), null);
      case GE -> new KeyRange(text, null);
      case STARTS_WITH -> KeyRange.prefix(text);
      case IS_NULL, NOT_NULL -> throw new IllegalStateException("no comparison: " + op);
    };
  }

  private static Object nonNull(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a fitted value");
    }
    return value;
  }

  /** Null when no key can hold the value that is asked for. */
  private @Nullable KeyRange cut(Op op, byte[] part) {
    if (part.length > Key.MAX_BYTES && op == Op.EQ) {
      return null;
    }
    // No key starts with the bytes of a part that is too long, so their front says the same.
    Key at = new Key(part.length > Key.MAX_BYTES ? Arrays.copyOf(part, Key.MAX_BYTES) : part);
    Key after = at.prefixEnd();
    KeyRange all = notNull();
    Op inBytes = descending ? mirrored(op) : op;
    return switch (inBytes) {
      case EQ -> new KeyRange(at, after);
      case LT -> new KeyRange(all.lower(), at);
      case LE -> new KeyRange(all.lower(), after);
      case GT -> new KeyRange(after == null ? at : after, all.upper());
      case GE -> new KeyRange(at, all.upper());
      default -> throw new IllegalStateException("not a cut: " + op);
    };
  }

  private static Op mirrored(Op op) {
    return switch (op) {
      case LT -> Op.GT;
      case LE -> Op.GE;
      case GT -> Op.LT;
      case GE -> Op.LE;
      default -> op;
    };
  }

  private Key marker(int value) {
    return new Key(new byte[] {(byte) (descending ? ~value : value)});
  }

  private KeyRange notNull() {
    return KeyRange.prefix(marker(1));
  }

  private @Nullable KeyRange startsWith(String prefix) {
    if (prefix.getBytes(StandardCharsets.UTF_8).length > Key.MAX_BYTES) {
      return null;
    }
    byte[] full = bytes(prefix);
    byte[] open = new byte[full.length - 2]; // without the terminator
    System.arraycopy(full, 0, open, 0, open.length);
    if (open.length > Key.MAX_BYTES) {
      return null;
    }
    return KeyRange.prefix(new Key(open));
  }

  private byte[] bytes(Object value) {
    ByteWriter out = new ByteWriter(32);
    KeyCodec.encode(type, value, descending, out);
    return out.toBytes();
  }

  private Fitted fit(Object value) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> fitNumber(value);
      case DOUBLE ->
          value instanceof Number number
              ? new Fitted(Fit.EXACT, number.doubleValue())
              : new Fitted(Fit.UNKNOWN, null);
      case VARCHAR, CHAR -> fitText(value.toString());
      case VARBINARY ->
          value instanceof byte[] bytes ? fitBytes(bytes) : new Fitted(Fit.UNKNOWN, null);
      case DATE -> new Fitted(Fit.EXACT, ((Long) value).intValue());
      case TIME -> fitMicros((Long) value, true);
      case TIMESTAMP -> fitMicros((Long) value, false);
      case BOOLEAN, UUID -> new Fitted(Fit.EXACT, value);
    };
  }

  private Fitted fitText(String text) {
    String value = type.kind() == ColumnType.Kind.CHAR ? SqlTypes.trimmed(text) : text;
    if (value.getBytes(StandardCharsets.UTF_8).length > Key.MAX_BYTES) {
      return new Fitted(Fit.ABOVE_FLOOR, front(value));
    }
    int length = value.codePointCount(0, value.length());
    if (type.kind() == ColumnType.Kind.CHAR && length < type.precision()) {
      value = value + " ".repeat(type.precision() - length);
    }
    return new Fitted(Fit.EXACT, value);
  }

  /** The greatest text that a key may hold below one that is too long for it. */
  private static String front(String text) {
    int end = 0;
    int bytes = 0;
    while (true) {
      int point = text.codePointAt(end);
      bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > Key.MAX_BYTES) {
        return text.substring(0, end);
      }
      end += Character.charCount(point);
    }
  }

  private static Fitted fitBytes(byte[] value) {
    return value.length > Key.MAX_BYTES
        ? new Fitted(Fit.ABOVE_FLOOR, Arrays.copyOf(value, Key.MAX_BYTES))
        : new Fitted(Fit.EXACT, value);
  }

  /** Keys hold milliseconds. */
  private static Fitted fitMicros(long micros, boolean time) {
    long ms = Math.floorDiv(micros, 1000L);
    Object floor = time ? (Object) (int) ms : ms;
    return new Fitted(ms * 1000 == micros ? Fit.EXACT : Fit.ABOVE_FLOOR, floor);
  }

  private Fitted fitNumber(Object value) {
    BigDecimal number;
    if (value instanceof BigDecimal decimal) {
      number = decimal;
    } else if (value instanceof Double || value instanceof Float) {
      double wide = ((Number) value).doubleValue();
      if (Double.isNaN(wide) || Double.isInfinite(wide)) {
        // NaN is greater than infinity.
        boolean below = wide == Double.NEGATIVE_INFINITY;
        return new Fitted(below ? Fit.BELOW_ALL : Fit.ABOVE_ALL, null);
      }
      number = new BigDecimal(wide);
    } else {
      number = BigDecimal.valueOf(((Number) value).longValue());
    }
    BigDecimal floor = number.setScale(type.scale(), RoundingMode.FLOOR);
    BigInteger unscaled = floor.unscaledValue();
    if (unscaled.compareTo(least()) < 0) {
      return new Fitted(Fit.BELOW_ALL, null);
    }
    if (unscaled.compareTo(greatest()) > 0) {
      return new Fitted(Fit.ABOVE_ALL, null);
    }
    Fit fit = floor.compareTo(number) == 0 ? Fit.EXACT : Fit.ABOVE_FLOOR;
    return new Fitted(fit, ofKind(floor));
  }

  private Object ofKind(BigDecimal value) {
    return switch (type.kind()) {
      case SMALLINT -> value.shortValueExact();
      case INTEGER -> value.intValueExact();
      case BIGINT -> value.longValueExact();
      default -> value;
    };
  }

  private BigInteger greatest() {
    return switch (type.kind()) {
      case SMALLINT -> BigInteger.valueOf(Short.MAX_VALUE);
      case INTEGER -> BigInteger.valueOf(Integer.MAX_VALUE);
      case BIGINT -> BigInteger.valueOf(Long.MAX_VALUE);
      default -> BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    };
  }

  private BigInteger least() {
    return type.kind() == ColumnType.Kind.DECIMAL ? greatest().negate() : greatest().not();
  }
}
