package org.assaydb.proofs.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * One decoded column in primitive arrays, Arrow-like. The arrays are not copied; nobody changes
 * them.
 *
 * <p>Numbers ({@link #isNumeric}): BOOLEAN 0 or 1, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP
 * themselves, DECIMAL up to 18 digits its unscaled value, DOUBLE its bits, in {@link #longs()}; 0
 * for NULL. Other kinds are strings of bytes: VARCHAR and CHAR UTF-8, VARBINARY, UUID 16 bytes,
 * longer DECIMAL minimal two's complement. Rows with equal values may share one string.
 */
public final class ColumnVector {
  private static final long[] NO_LONGS = {};
  private static final int[] NO_OFFSETS = {0};
  private static final byte[] NO_BYTES = {};

  private final ColumnType type;
  private final int rows;

  /** Bit i % 8 of byte i / 8 set = row i is not NULL; null when no row is. */
  private final byte @Nullable [] validity;

  private final long[] longs;
  private final byte[] bytes;

  /** String i is {@code bytes[offsets[i], offsets[i + 1])}. */
  private final int[] offsets;

  /** Which string a row has; null when row i has string i. */
  private final int @Nullable [] ids;

  private @Nullable Object @Nullable [] shared;

  private ColumnVector(
      ColumnType type,
      int rows,
      byte @Nullable [] validity,
      long[] longs,
      BytesColumn.Strings strings) {
    this.type = type;
    this.rows = rows;
    this.validity = validity;
    this.longs = longs;
    bytes = strings.source();
    offsets = strings.offsets();
    ids = strings.ids();
  }

  static ColumnVector ofLongs(ColumnType type, int rows, byte @Nullable [] validity, long[] longs) {
    return new ColumnVector(
        type, rows, validity, longs, new BytesColumn.Strings(NO_BYTES, NO_OFFSETS, null));
  }

  static ColumnVector ofStrings(
      ColumnType type, int rows, byte @Nullable [] validity, BytesColumn.Strings strings) {
    return new ColumnVector(type, rows, validity, NO_LONGS, strings);
  }

  public ColumnType type() {
    return type;
  }

  public int rows() {
    return rows;
  }

  /** Whether values of the type stand in {@link #longs()}. */
  public static boolean isNumeric(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR, VARBINARY, UUID -> false;
      case DECIMAL -> type.precision() <= 18;
      default -> true;
    };
  }

  public boolean isNull(int row) {
    return validity != null && (validity[row >> 3] >> (row & 7) & 1) == 0;
  }

  /** Numbers by row; empty for strings. */
  public long[] longs() {
    return longs;
  }

  /** Validity by row as bits, see {@link #isNull}; null when no row is NULL. Not to be written. */
  public byte @Nullable [] validity() {
    return validity;
  }

  /** The bytes of all strings; empty for numbers. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the string of a row that is not NULL starts in {@link #bytes()}. */
  public int stringStart(int row) {
    return offsets[stringOf(row)];
  }

  /** Where the string of a row that is not NULL ends, exclusive. */
  public int stringEnd(int row) {
    return offsets[stringOf(row) + 1];
  }

  /** Which string a row has; anything for NULL. */
  private int stringOf(int row) {
    return ids == null ? row : ids[row];
  }

  /** A value in the Java representation of its {@link ColumnType}; null for NULL. */
  public @Nullable Object value(int row) {
    if (isNull(row)) {
      return null;
    }
    if (offsets.length == 1) {
      return number(longs[row]);
    }
    if (ids == null || type.kind() == ColumnType.Kind.VARBINARY) {
      return string(stringOf(row));
    }
    if (shared == null) {
      shared = new @Nullable Object[offsets.length - 1];
    }
    Object value = shared[ids[row]];
    if (value == null) {
      value = string(ids[row]);
      shared[ids[row]] = value;
    }
    return value;
  }

  private Object number(long value) {
    return switch (type.kind()) {
      case BOOLEAN -> value != 0;
      case SMALLINT -> (short) value;
      case INTEGER, DATE, TIME -> (int) value;
      case DECIMAL -> BigDecimal.valueOf(value, type.scale());
      case DOUBLE -> Double.longBitsToDouble(value);
      default -> value;
    };
  }

  private Object string(int id) {
    int from = offsets[id];
    int to = offsets[id + 1];
    return switch (type.kind()) {
      case VARBINARY -> Arrays.copyOfRange(bytes, from, to);
      case UUID -> new UUID(i64(from), i64(from + Long.BYTES));
      case DECIMAL -> new BigDecimal(new BigInteger(bytes, from, to - from), type.scale());
      default -> new String(bytes, from, to - from, StandardCharsets.UTF_8);
    };
  }

  private long i64(int from) {
    long value = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
