package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.value.Calendars;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Types and values as they are stored and as they are computed with: {@link ColumnType} and {@link
 * ValueType}. Stored times count milliseconds, computed ones microseconds; a stored CHAR is padded
 * with blanks, a computed one has none at its end.
 */
public final class StoredTypes {
  private static final long SIGNS = Long.MIN_VALUE;
  private static final long MICROS = 1000;

  private StoredTypes() {}

  public static ValueType valueType(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ValueType.of(ValueType.Kind.BOOLEAN);
      case SMALLINT -> ValueType.of(ValueType.Kind.SMALLINT);
      case INTEGER -> ValueType.of(ValueType.Kind.INTEGER);
      case BIGINT -> ValueType.of(ValueType.Kind.BIGINT);
      case DECIMAL -> ValueType.decimal(type.precision(), type.scale());
      case DOUBLE -> ValueType.of(ValueType.Kind.DOUBLE);
      case VARCHAR -> ValueType.of(ValueType.Kind.VARCHAR, type.precision());
      case CHAR -> ValueType.of(ValueType.Kind.CHAR, type.precision());
      case DATE -> ValueType.of(ValueType.Kind.DATE);
      case TIME -> ValueType.of(ValueType.Kind.TIME, 3);
      case TIMESTAMP -> ValueType.of(ValueType.Kind.TIMESTAMP, 3);
      case VARBINARY -> ValueType.of(ValueType.Kind.VARBINARY);
      case UUID -> ValueType.of(ValueType.Kind.UUID);
    };
  }

  /** A stored value as a single value of {@link #valueType}; null for NULL. */
  public static @Nullable Object toValue(ColumnType type, @Nullable Object stored) {
    if (stored == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, DOUBLE, VARBINARY -> stored;
      case SMALLINT, INTEGER, BIGINT, DATE -> ((Number) stored).longValue();
      case TIME, TIMESTAMP -> ((Number) stored).longValue() * MICROS;
      case DECIMAL -> ((BigDecimal) stored).unscaledValue();
      case VARCHAR -> ((String) stored).getBytes(StandardCharsets.UTF_8);
      case CHAR -> withoutTrailingBlanks(((String) stored).getBytes(StandardCharsets.UTF_8));
      case UUID -> uuidBytes((UUID) stored);
    };
  }

  /** A single value of a type with {@code type}'s layout as it is stored; null for NULL. */
  public static @Nullable Object toStored(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, DOUBLE, VARBINARY -> value;
      case SMALLINT -> ((Long) value).shortValue();
      case INTEGER, DATE -> ((Long) value).intValue();
      case BIGINT -> value;
      case TIME -> Calendars.storedTime((Long) value);
      case TIMESTAMP -> Calendars.storedTimestamp((Long) value);
      case DECIMAL -> new BigDecimal((BigInteger) value, type.scale());
      case VARCHAR -> new String((byte[]) value, StandardCharsets.UTF_8);
      case CHAR -> padded(new String((byte[]) value, StandardCharsets.UTF_8), type.precision());
      case UUID -> uuid((byte[]) value);
    };
  }

  /** Blank-padded to {@code length} code points. */
  public static String padded(String text, int length) {
    int missing = length - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }

  public static byte[] withoutTrailingBlanks(byte[] text) {
    int end = text.length;
    while (end > 0 && text[end - 1] == ' ') {
      end--;
    }
    return end == text.length ? text : java.util.Arrays.copyOf(text, end);
  }

  /** See {@link ValueType}. */
  public static byte[] uuidBytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits() ^ SIGNS)
        .putLong(uuid.getLeastSignificantBits() ^ SIGNS)
        .array();
  }

  public static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong() ^ SIGNS, buffer.getLong() ^ SIGNS);
  }
}
