package org.assaydb.sql.vector;

import java.util.List;

/**
 * Type of a value while a statement runs.
 *
 * <p>Representation: SMALLINT, INTEGER, BIGINT themselves; DATE days since 1970-01-01 (proleptic);
 * TIME microseconds of the day; TIMESTAMP microseconds since 1970-01-01 without zone; MONTHS
 * (INTERVAL YEAR TO MONTH) months; MICROS (INTERVAL DAY TO SECOND) microseconds; DECIMAL the
 * unscaled integer of exactly {@link #scale} digits after the point, below 10^38 in absolute value;
 * DOUBLE never minus zero and one NaN, which is greater than infinity; VARCHAR and CHAR UTF-8, so
 * that unsigned bytes order as code points do, CHAR without trailing blanks; VARBINARY its bytes;
 * UUID 16 bytes with the first bit of each half inverted, so that unsigned bytes order as {@code
 * java.util.UUID} does; ROW and ARRAY lists.
 *
 * @param precision DECIMAL: digits, at most 38; VARCHAR, CHAR: characters at most, -1 for any
 *     number; TIME, TIMESTAMP: digits of the second; else 0
 * @param scale DECIMAL: digits after the point; else 0
 * @param elements types of the fields of a ROW; the one type of the elements of an ARRAY; else none
 */
public record ValueType(Kind kind, int precision, int scale, List<ValueType> elements) {
  public static final int MAX_DIGITS = 38;

  /** What a value is. */
  public enum Kind {
    BOOLEAN(Layout.BOOLEAN),
    SMALLINT(Layout.LONG),
    INTEGER(Layout.LONG),
    BIGINT(Layout.LONG),
    DECIMAL(Layout.DECIMAL),
    DOUBLE(Layout.DOUBLE),
    VARCHAR(Layout.BYTES),
    CHAR(Layout.BYTES),
    DATE(Layout.LONG),
    TIME(Layout.LONG),
    TIMESTAMP(Layout.LONG),
    MONTHS(Layout.LONG),
    MICROS(Layout.LONG),
    VARBINARY(Layout.BYTES),
    UUID(Layout.BYTES),
    ROW(Layout.OBJECT),
    ARRAY(Layout.OBJECT),
    /** Of a NULL whose type nothing determines. */
    NULL(Layout.LONG);

    private final Layout layout;

    Kind(Layout layout) {
      this.layout = layout;
    }

    public Layout layout() {
      return layout;
    }

    public boolean isInteger() {
      return this == SMALLINT || this == INTEGER || this == BIGINT;
    }

    public boolean isExactNumber() {
      return isInteger() || this == DECIMAL;
    }

    public boolean isNumber() {
      return isExactNumber() || this == DOUBLE;
    }

    public boolean isText() {
      return this == VARCHAR || this == CHAR;
    }

    public boolean isInterval() {
      return this == MONTHS || this == MICROS;
    }
  }

  public ValueType {
    elements = List.copyOf(elements);
  }

  public static ValueType of(Kind kind) {
    return new ValueType(kind, kind.isText() ? -1 : 0, 0, List.of());
  }

  public static ValueType of(Kind kind, int precision) {
    return new ValueType(kind, precision, 0, List.of());
  }

  public static ValueType decimal(int precision, int scale) {
    return new ValueType(Kind.DECIMAL, precision, scale, List.of());
  }

  public static ValueType row(List<ValueType> fields) {
    return new ValueType(Kind.ROW, 0, 0, fields);
  }

  public static ValueType array(ValueType element) {
    return new ValueType(Kind.ARRAY, 0, 0, List.of(element));
  }

  public Layout layout() {
    return kind.layout();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case VARCHAR, CHAR -> precision < 0 ? kind.name() : kind + "(" + precision + ")";
      case MONTHS -> "INTERVAL YEAR TO MONTH";
      case MICROS -> "INTERVAL DAY TO SECOND";
      case ROW, ARRAY -> kind + elements.toString();
      default -> kind.name();
    };
  }
}
