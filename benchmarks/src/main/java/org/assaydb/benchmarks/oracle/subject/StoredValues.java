package org.assaydb.benchmarks.oracle.subject;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** Values of columns as they are stored, and as the reference interpreter has them. */
public final class StoredValues {
  private static final long NANOS_PER_MS = 1_000_000;

  private StoredValues() {}

  /** From the Java representation of a column type. */
  public static @Nullable Object toReference(ColumnType type, @Nullable Object stored) {
    if (stored == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, UUID, VARCHAR -> stored;
      case SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf(((Number) stored).longValue());
      case DECIMAL -> ((BigDecimal) stored).setScale(type.scale());
      case DOUBLE -> ((Number) stored).doubleValue();
      case CHAR -> withoutTrailingBlanks((String) stored);
      case DATE -> LocalDate.ofEpochDay(((Number) stored).longValue());
      case TIME -> LocalTime.ofNanoOfDay(((Number) stored).longValue() * NANOS_PER_MS);
      case TIMESTAMP ->
          LocalDate.EPOCH.atStartOfDay().plus(((Number) stored).longValue(), ChronoUnit.MILLIS);
      case VARBINARY -> new ByteString((byte[]) stored);
    };
  }

  static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /** To the Java representation of a column type, whose values these are. */
  public static @Nullable Object toStored(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, VARCHAR -> value;
      case UUID -> (UUID) value;
      case SMALLINT -> ((BigDecimal) value).shortValueExact();
      case INTEGER -> ((BigDecimal) value).intValueExact();
      case BIGINT -> ((BigDecimal) value).longValueExact();
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale());
      case DOUBLE -> (Double) value == 0 ? (Double) 0.0 : value;
      case CHAR -> padded((String) value, type.precision());
      case DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
      case TIME -> (int) (((LocalTime) value).toNanoOfDay() / NANOS_PER_MS);
      case TIMESTAMP -> ((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli();
      case VARBINARY -> ((ByteString) value).getBytes();
    };
  }

  private static String padded(String text, int length) {
    int missing = length - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }
}
