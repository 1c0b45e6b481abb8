package org.assaydb.proofs.schema;

import static org.assaydb.proofs.VerificationException.malformed;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * SQL type of a column.
 *
 * <p>Java representation of non-null values everywhere in AssayDB: BOOLEAN {@code Boolean},
 * SMALLINT {@code Short}, INTEGER {@code Integer}, BIGINT {@code Long}, DECIMAL {@code BigDecimal}
 * with exactly {@link #scale()} digits after the point, DOUBLE {@code Double} (no -0.0, one NaN),
 * VARCHAR and CHAR {@code String} (CHAR blank-padded to its length), DATE {@code Integer} days
 * since 1970-01-01, TIME {@code Integer} milliseconds of the day, TIMESTAMP {@code Long}
 * milliseconds since 1970-01-01 without zone, VARBINARY {@code byte[]}, UUID {@code
 * java.util.UUID}.
 *
 * @param precision DECIMAL: digits, 1 to 38; VARCHAR and CHAR: code points, VARBINARY: bytes, 1 to
 *     65536; 0 for other kinds
 * @param scale DECIMAL: digits after the point, 0 to precision; 0 for other kinds
 */
public record ColumnType(Kind kind, int precision, int scale) {
  /** Longest VARCHAR, CHAR (code points) and VARBINARY (bytes). */
  public static final int MAX_LENGTH = 65_536;

  /** Kinds with their stable codes in formats. */
  public enum Kind {
    BOOLEAN(1),
    SMALLINT(2),
    INTEGER(3),
    BIGINT(4),
    DECIMAL(5),
    DOUBLE(6),
    VARCHAR(7),
    CHAR(8),
    DATE(9),
    TIME(10),
    TIMESTAMP(11),
    VARBINARY(12),
    UUID(13);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw malformed("unknown column type " + code);
    }
  }

  public ColumnType {
    boolean sized = kind == Kind.VARCHAR || kind == Kind.CHAR || kind == Kind.VARBINARY;
    boolean valid =
        switch (kind) {
          case DECIMAL -> precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
          default ->
              scale == 0 && (sized ? precision >= 1 && precision <= MAX_LENGTH : precision == 0);
        };
    if (!valid) {
      throw malformed("type " + kind + "(" + precision + "," + scale + ")");
    }
  }

  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0);
  }

  public static ColumnType of(Kind kind, int precision) {
    return new ColumnType(kind, precision, 0);
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(Kind.DECIMAL, precision, scale);
  }

  public void encode(ByteWriter out) {
    out.u8(kind.code).varint(precision).varint(scale);
  }

  public static ColumnType decode(ByteReader in) {
    Kind kind = Kind.of(in.u8());
    return new ColumnType(
        kind, in.varintAtMost(MAX_LENGTH, "precision"), in.varintAtMost(38, "scale"));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case VARCHAR, CHAR, VARBINARY -> kind + "(" + precision + ")";
      default -> kind.name();
    };
  }
}
