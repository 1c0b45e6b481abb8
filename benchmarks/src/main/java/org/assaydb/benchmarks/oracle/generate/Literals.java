package org.assaydb.benchmarks.oracle.generate;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Values as literals of each database. */
public final class Literals {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private Literals() {}

  /** A value in the values of the reference interpreter. */
  public static String text(Family family, @Nullable Object value, Dialect dialect) {
    if (value == null) {
      return "CAST(NULL AS " + family.sql(dialect) + ")";
    }
    return switch (family) {
      case BOOLEAN -> value.toString().toUpperCase(Locale.ROOT);
      case SMALLINT, INTEGER, BIGINT, DECIMAL, WIDE_DECIMAL ->
          number(family, (BigDecimal) value, dialect);
      case DOUBLE -> real((Double) value, dialect);
      case TEXT -> quoted((String) value);
      case CHAR -> quoted((String) value);
      case DATE -> "DATE '" + value + "'";
      case TIME -> "TIME '" + TIME.format((LocalTime) value) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + TIMESTAMP.format((LocalDateTime) value) + "'";
      case BINARY -> binary((ByteString) value, dialect);
      case UUID -> dialect == Dialect.H2 ? "CAST('" + value + "' AS UUID)" : "UUID '" + value + "'";
    };
  }

  private static String number(Family family, BigDecimal value, Dialect dialect) {
    String text = value.toPlainString();
    boolean least =
        family == Family.BIGINT && value.longValueExact() == Long.MIN_VALUE
            || dialect != Dialect.ASSAY;
    String plain = value.signum() < 0 ? "(" + text + ")" : text;
    return least ? "CAST(" + text + " AS " + family.sql(dialect) + ")" : plain;
  }

  private static String real(double value, Dialect dialect) {
    boolean negative = value < 0 || 1 / value < 0;
    if (Double.isNaN(value) || Double.isInfinite(value) || dialect == Dialect.H2) {
      return "CAST('" + value + "' AS DOUBLE PRECISION)";
    }
    String text = Double.toString(value);
    String literal = text.contains("E") ? text : text + "e0";
    return negative ? "(" + literal + ")" : literal;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String binary(ByteString value, Dialect dialect) {
    String hex = value.toString(16);
    if (dialect == Dialect.DUCKDB) {
      return "unhex('" + hex + "')";
    }
    return dialect == Dialect.POSTGRESQL ? "'\\x" + hex + "'::bytea" : "X'" + hex + "'";
  }

  /** The smallest expression of a family. */
  static Sql simplest(Family family) {
    return switch (family) {
      case BOOLEAN -> Sql.expression(family, "TRUE");
      case SMALLINT, INTEGER, BIGINT -> Sql.expression(family, "1");
      case DECIMAL, WIDE_DECIMAL -> Sql.expression(family, "1.5");
      case DOUBLE -> Sql.expression(family, "1e0");
      case TEXT, CHAR -> Sql.expression(family, "'a'");
      case DATE -> Sql.expression(family, "DATE '2020-01-01'");
      case TIME -> Sql.expression(family, "TIME '01:02:03'");
      case TIMESTAMP -> Sql.expression(family, "TIMESTAMP '2020-01-01 00:00:00'");
      case BINARY -> Sql.expression(family, Sql.dialects("X'00'", Dialect.DUCKDB, "unhex('00')"));
      case UUID -> Sql.expression(family, "UUID '00000000-0000-0000-0000-000000000000'");
    };
  }
}
