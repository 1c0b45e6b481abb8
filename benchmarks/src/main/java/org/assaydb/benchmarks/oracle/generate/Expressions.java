package org.assaydb.benchmarks.oracle.generate;

import static org.assaydb.benchmarks.oracle.generate.Sql.dialects;
import static org.assaydb.benchmarks.oracle.generate.Sql.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;
import org.jspecify.annotations.Nullable;

/** Expressions of a wanted family. */
final class Expressions {
  private final Context context;

  Expressions(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  /**
   * @param size how large it may get; 0 for a column or literal
   * @param depth how many sub-queries deep it may get
   */
  Sql of(Family family, Names names, int size, int depth) {
    if (size <= 0 || dice().percent(30)) {
      return leaf(family, names);
    }
    if (depth > 0 && dice().percent(6)) {
      return context.subQueries.scalar(family, names, depth - 1);
    }
    if (dice().percent(22)) {
      return conditional(family, names, size - 1, depth);
    }
    return switch (family) {
      case BOOLEAN -> context.predicates.of(names, size, depth);
      case SMALLINT -> leaf(family, names);
      case INTEGER, BIGINT -> integer(family, names, size - 1, depth);
      case DECIMAL, WIDE_DECIMAL -> decimal(family, names, size - 1, depth);
      case DOUBLE -> real(names, size - 1, depth);
      case TEXT ->
          context.dice.percent(35) ? joined(names, size - 1, depth) : text(names, size - 1, depth);
      case DATE, TIMESTAMP -> time(family, names, size - 1, depth);
      case CHAR, TIME, BINARY, UUID -> leaf(family, names);
    };
  }

  Sql leaf(Family family, Names names) {
    Sql column = dice().percent(80) ? column(family, names) : null;
    if (column != null) {
      return column;
    }
    return names.of(family).isEmpty() && !names.items().isEmpty() && dice().percent(50)
        ? dependent(family, names)
        : literal(family);
  }

  /** A family that no column has, from those that there are. */
  private Sql dependent(Family family, Names names) {
    Item item = dice().one(names.items());
    Family known = item.family();
    if (family == Family.TEXT
        && (known.isInteger() || known == Family.CHAR || known == Family.DATE)) {
      return expression(family, "CAST(", item.sql(), " AS VARCHAR(20))");
    } else if (family.isInteger() && known == Family.TEXT) {
      return expression(family, "CHAR_LENGTH(", item.sql(), ")");
    }
    Sql condition =
        dice().percent(50)
            ? expression(Family.BOOLEAN, item.sql(), " IS NULL")
            : expression(Family.BOOLEAN, item.sql(), dice().one(" = ", " < "), literal(known));
    return expression(
        family,
        "CASE WHEN ",
        condition,
        " THEN ",
        literal(family),
        " ELSE ",
        literal(family),
        " END");
  }

  Sql literal(Family family) {
    Object value = context.values.valueOrNull(family, 4);
    Object[] texts =
        new Object[] {
          Literals.text(family, value, Dialect.ASSAY),
          Dialect.DUCKDB,
          Literals.text(family, value, Dialect.DUCKDB),
          Dialect.H2,
          Literals.text(family, value, Dialect.H2),
          Dialect.POSTGRESQL,
          Literals.text(family, value, Dialect.POSTGRESQL)
        };
    return expression(family, dialects(texts[0], java.util.Arrays.copyOfRange(texts, 1, 7)));
  }

  /** A column of the family, of this query or of one around it; null when there is none. */
  @Nullable Sql column(Family family, Names names) {
    List<Sql> found = new ArrayList<>();
    Names level = names;
    while (level != null) {
      List<Item> items = level == names ? level.of(family) : level.columnsOnly().of(family);
      items.forEach(i -> found.add(i.sql()));
      if (!found.isEmpty() && dice().percent(75)) {
        break;
      }
      level = level.outer();
    }
    return found.isEmpty() ? null : dice().one(found);
  }

  private Sql conditional(Family family, Names names, int size, int depth) {
    Sql a = of(family, names, size, depth);
    Sql b = of(family, names, size, depth);
    Sql condition = context.predicates.of(names, Math.min(size, 2), depth);
    return switch (dice().below(5)) {
      case 0 -> expression(family, "COALESCE(", a, ", ", b, ")");
      case 1 -> expression(family, "NULLIF(", a, ", ", b, ")");
      case 2 -> expression(family, "CASE WHEN ", condition, " THEN ", a, " END");
      case 3 -> {
        Sql more = context.predicates.of(names, 1, 0);
        yield expression(
            family,
            "CASE WHEN ",
            condition,
            " THEN ",
            a,
            " WHEN ",
            more,
            " THEN ",
            b,
            " ELSE ",
            leaf(family, names),
            " END");
      }
      default -> expression(family, "CASE WHEN ", condition, " THEN ", a, " ELSE ", b, " END");
    };
  }

  private Sql integer(Family family, Names names, int size, int depth) {
    Sql a = of(family, names, size, depth);
    return switch (dice().below(12)) {
      case 0, 1 -> expression(family, "(", a, " + ", of(Family.INTEGER, names, size, depth), ")");
      case 2 -> expression(family, "(", a, " - ", of(Family.INTEGER, names, size, depth), ")");
      case 3 -> expression(family, "(", a, " * ", small(), ")");
      case 4 -> division(family, a, small());
      case 5 -> guarded(family, a, of(family, names, 0, 0));
      case 6 -> expression(family, "MOD(", a, ", ", small(), ")");
      case 7 -> expression(family, "ABS(", a, ")");
      case 8 -> expression(family, "(- ", a, ")");
      case 9 ->
          expression(Family.INTEGER, "CHAR_LENGTH(", of(Family.TEXT, names, size, depth), ")");
      case 10 -> extract(names, size, depth);
      default ->
          expression(
              family,
              "CAST(",
              of(dice().one(Family.EXACT), names, 0, 0),
              " AS ",
              family.name(),
              ")");
    };
  }

  private static Sql division(Family family, Sql a, Sql b) {
    return expression(family, "(", a, dialects(" / ", Dialect.DUCKDB, " // "), b, ")");
  }

  /** A division that fails but for its guard, or does fail. */
  private Sql guarded(Family family, Sql a, Sql b) {
    if (dice().percent(10)) {
      return division(family, a, b);
    }
    return expression(
        family,
        "CASE WHEN ",
        expression(Family.BOOLEAN, b, " <> 0"),
        " THEN ",
        division(family, a, b),
        " END");
  }

  private Sql small() {
    return expression(Family.INTEGER, dice().one("1", "2", "3", "10"));
  }

  private Sql extract(Names names, int size, int depth) {
    boolean date = dice().percent(50);
    Sql from = of(date ? Family.DATE : Family.TIMESTAMP, names, size, depth);
    String unit =
        date
            ? dice().one("YEAR", "MONTH", "DAY", "QUARTER", "DOY", "WEEK", "DOW")
            : dice().one("YEAR", "MONTH", "DAY", "HOUR", "MINUTE");
    return expression(Family.BIGINT, "EXTRACT(", unit, " FROM ", from, ")");
  }

  private Sql decimal(Family family, Names names, int size, int depth) {
    Sql a = of(family, names, size, depth);
    Family other = dice().one(Family.INTEGER, Family.DECIMAL);
    return switch (dice().below(9)) {
      case 0, 1 -> expression(family, "(", a, " + ", of(other, names, size, depth), ")");
      case 2, 3 -> expression(family, "(", a, " - ", of(other, names, size, depth), ")");
      case 4 -> expression(family, "(", a, " * ", literal(Family.DECIMAL), ")");
      case 5 -> quotient(family, a, dice().one("2", "3", "1.5", "7"));
      case 6 -> expression(family, "ABS(", a, ")");
      case 7 -> expression(family, "ROUND(", a, ", ", dice().one("0", "1"), ")");
      default ->
          expression(
              family,
              "CAST(",
              of(dice().one(Family.EXACT), names, size, depth),
              " AS ",
              dice().one("DECIMAL(10, 2)", "DECIMAL(12, 1)", "DECIMAL(20, 5)"),
              ")");
    };
  }

  /** DuckDB divides decimals as DOUBLE, H2 to other digits. */
  private static Sql quotient(Family family, Sql a, String b) {
    Object cast = Sql.of("CAST(", a, " / ", b, " AS DECIMAL(30, 4))");
    Unsupported not = new Unsupported("division of decimals");
    return expression(family, dialects(cast, Dialect.DUCKDB, not, Dialect.H2, not));
  }

  private Sql real(Names names, int size, int depth) {
    Sql a = of(Family.DOUBLE, names, size, depth);
    Family other = dice().one(Family.INTEGER, Family.DOUBLE, Family.DECIMAL);
    Family family = Family.DOUBLE;
    return switch (dice().below(6)) {
      case 0 -> expression(family, "(", a, " + ", of(other, names, size, depth), ")");
      case 1 -> expression(family, "(", a, " - ", of(other, names, size, depth), ")");
      case 2 -> expression(family, "(", a, " * ", literal(Family.DOUBLE), ")");
      case 3 -> expression(family, "(", a, " / ", dice().one("2e0", "4e0"), ")");
      case 4 -> expression(family, "ABS(", a, ")");
      default ->
          expression(family, "CAST(", of(other, names, size, depth), " AS DOUBLE PRECISION)");
    };
  }

  private Sql joined(Names names, int size, int depth) {
    Sql a = of(Family.TEXT, names, size, depth);
    Sql b = of(dice().percent(85) ? Family.TEXT : Family.CHAR, names, size, depth);
    return expression(Family.TEXT, "(", a, " || ", b, ")");
  }

  private Sql text(Names names, int size, int depth) {
    Sql a = of(Family.TEXT, names, size, depth);
    Family text = Family.TEXT;
    return switch (dice().below(9)) {
      case 0 -> expression(text, "UPPER(", a, ")");
      case 1 -> expression(text, "LOWER(", a, ")");
      case 2 ->
          expression(
              text,
              "TRIM(",
              dice().one("", "LEADING ' ' FROM ", "TRAILING 'a' FROM ", "BOTH 'b' FROM "),
              a,
              ")");
      case 3 ->
          expression(
              text,
              "SUBSTRING(",
              a,
              " FROM ",
              dice().one("1", "2", "3"),
              " FOR ",
              dice().one("0", "1", "2"),
              ")");
      case 4 -> expression(text, "SUBSTRING(", a, " FROM ", dice().one("1", "2"), ")");
      case 5 -> expression(text, "REPLACE(", a, ", 'a', ", dice().one("''", "'xx'"), ")");
      case 6 ->
          expression(text, "OVERLAY(", a, " PLACING 'z' FROM 1 FOR 1)")
              .supportedBut("OVERLAY", Dialect.DUCKDB, Dialect.H2);
      case 7 ->
          expression(
              text,
              "CAST(",
              of(dice().one(Family.INTEGER, Family.DATE, Family.TEXT, Family.BIGINT), names, 0, 0),
              " AS VARCHAR(",
              dice().one("30", "40"),
              "))");
      default ->
          expression(
              text,
              "CAST(",
              of(dice().one(Family.CHAR, Family.TEXT), names, 0, 0),
              " AS VARCHAR(20))");
    };
  }

  private Sql time(Family family, Names names, int size, int depth) {
    Sql a = of(family, names, size, depth);
    String sign = dice().one(" + ", " - ");
    String unit =
        family == Family.DATE
            ? dice().one("DAY", "MONTH", "YEAR")
            : dice().one("DAY", "MONTH", "HOUR", "MINUTE");
    return switch (dice().below(4)) {
      case 0, 1 ->
          expression(
              family,
              "CAST(",
              a,
              sign,
              "INTERVAL '",
              dice().one("1", "2", "13"),
              "' ",
              unit,
              " AS ",
              Sql.type(family),
              ")");
      case 2 ->
          expression(
              family,
              "CAST(",
              of(family == Family.DATE ? Family.TIMESTAMP : Family.DATE, names, size, depth),
              " AS ",
              Sql.type(family),
              ")");
      default ->
          family == Family.DATE ? a : truncated(a, dice().one("MONTH", "DAY", "YEAR", "HOUR"));
    };
  }

  private static Sql truncated(Sql a, String unit) {
    Sql trunc = Sql.of("DATE_TRUNC('", unit.toLowerCase(java.util.Locale.ROOT), "', ", a, ")");
    return expression(
        Family.TIMESTAMP, dialects(trunc, Dialect.ASSAY, Sql.of("FLOOR(", a, " TO ", unit, ")")));
  }

  /** A value that a {@code ?} may have beside a column of a family. */
  Sql parameter(Family family) {
    Object value = context.values.valueOrNull(family, 3);
    Family own = family;
    if (value instanceof BigDecimal && family.isExact() && dice().percent(20)) {
      value = new BigDecimal(dice().one("1.5", "0.5", "2.50", "3000000000", "-1.01"));
      own = Family.WIDE_DECIMAL;
    }
    return expression(family, new Sql.Parameter(own, value));
  }
}
