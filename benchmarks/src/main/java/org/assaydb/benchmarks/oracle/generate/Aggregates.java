package org.assaydb.benchmarks.oracle.generate;

import static org.assaydb.benchmarks.oracle.generate.Sql.expression;

import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;

/** Aggregate calls. */
final class Aggregates {
  private final Context context;

  Aggregates(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  /** A call that gives a family, over the rows that {@code names} describes. */
  Item of(Family family, Names names, int depth) {
    Sql call =
        switch (family) {
          case BIGINT, INTEGER, SMALLINT -> integer(names, depth);
          case DECIMAL, WIDE_DECIMAL -> decimal(names, depth);
          case DOUBLE -> real(names, depth);
          case BOOLEAN -> bool(names, depth);
          case TEXT -> dice().percent(25) ? listed(names) : extreme(family, names, depth);
          case CHAR, DATE, TIME, TIMESTAMP, BINARY, UUID -> extreme(family, names, depth);
        };
    Family result = family == Family.INTEGER || family == Family.SMALLINT ? Family.BIGINT : family;
    return new Item(call, result, false);
  }

  private Sql filter(Names names) {
    return dice().percent(15)
        ? Sql.optional(" FILTER (WHERE ", context.predicates.of(names, 1, 0), ")")
        : Sql.of();
  }

  /**
   * An argument names columns of its own query: PostgreSQL takes an aggregate of outer columns only
   * for one of the outer query.
   */
  private Sql argument(Family family, Names names, int depth) {
    Names own = new Names(names.items(), null);
    List<Item> integers = own.of(Family.INTEGER);
    if (names.outer() != null && family.isInteger() && !integers.isEmpty() && dice().percent(20)) {
      Sql outer = context.expressions.leaf(Family.INTEGER, new Names(List.of(), names.outer()));
      return expression(family, "(", dice().one(integers).sql(), " + ", outer, ")");
    }
    return context.expressions.of(family, own, 1, dice().percent(10) ? depth - 1 : 0);
  }

  private Sql distinct() {
    return dice().percent(20) ? Sql.optional("DISTINCT ") : Sql.of();
  }

  private Sql integer(Names names, int depth) {
    Sql filter = filter(names);
    Family big = Family.BIGINT;
    return switch (dice().below(6)) {
      case 0, 1 -> expression(big, "COUNT(*)", filter);
      case 2 ->
          expression(
              big, "COUNT(", distinct(), argument(context.family(), names, depth), ")", filter);
      case 3, 4 ->
          expression(big, "SUM(", distinct(), argument(Family.INTEGER, names, depth), ")", filter);
      default ->
          expression(
              big, dice().one("MIN(", "MAX("), argument(Family.INTEGER, names, depth), ")", filter);
    };
  }

  private Sql decimal(Names names, int depth) {
    Sql filter = filter(names);
    Family wide = Family.WIDE_DECIMAL;
    Family argument = dice().one(Family.DECIMAL, Family.DECIMAL, Family.WIDE_DECIMAL);
    return switch (dice().below(4)) {
      case 0 -> expression(wide, "SUM(", distinct(), argument(argument, names, depth), ")", filter);
      case 1 -> expression(wide, "MIN(", argument(argument, names, depth), ")", filter);
      case 2 -> expression(wide, "MAX(", argument(argument, names, depth), ")", filter);
      default ->
          expression(wide, "SUM(", distinct(), argument(Family.BIGINT, names, depth), ")", filter);
    };
  }

  private Sql real(Names names, int depth) {
    Sql filter = filter(names);
    Family real = Family.DOUBLE;
    Family number = dice().one(Family.INTEGER, Family.DECIMAL, Family.DOUBLE);
    String name = dice().one("AVG", "AVG", "STDDEV_POP", "VAR_SAMP", "STDDEV_SAMP", "VAR_POP");
    return switch (dice().below(5)) {
      case 0 -> expression(real, "SUM(", argument(Family.DOUBLE, names, depth), ")", filter);
      case 1 -> expression(real, "MAX(", argument(Family.DOUBLE, names, depth), ")", filter);
      case 2 ->
          expression(
              real,
              dice().one("COVAR_POP", "COVAR_SAMP", "REGR_SXX", "REGR_SYY"),
              "(",
              argument(number, names, 0),
              ", ",
              argument(Family.DOUBLE, names, 0),
              ")",
              filter);
      default ->
          expression(
              real,
              "CAST(",
              name,
              "(",
              argument(number, names, depth),
              ")",
              filter,
              " AS DOUBLE PRECISION)");
    };
  }

  private Sql bool(Names names, int depth) {
    String name = dice().one("BOOL_AND", "BOOL_OR");
    Object call =
        Sql.of(Sql.dialects(name, Dialect.ASSAY, name.equals("BOOL_AND") ? "EVERY" : "SOME"));
    return expression(
        Family.BOOLEAN, call, "(", argument(Family.BOOLEAN, names, depth), ")", filter(names));
  }

  private Sql extreme(Family family, Names names, int depth) {
    boolean unordered = family == Family.UUID || family == Family.BINARY;
    Sql call =
        expression(
            family, dice().one("MIN(", "MAX("), argument(family, names, depth), ")", filter(names));
    // UUIDs order by signed halves here, which is documented.
    return unordered
        ? call.supportedBut("order of " + family, Dialect.DUCKDB, Dialect.H2, Dialect.POSTGRESQL)
        : call;
  }

  private Sql listed(Names names) {
    Sql argument = context.expressions.leaf(Family.TEXT, new Names(names.items(), null));
    boolean once = dice().percent(30);
    Sql ours =
        Sql.of(
            "LISTAGG(",
            once ? "DISTINCT " : "",
            argument,
            ", ',') WITHIN GROUP (ORDER BY ",
            argument,
            ")");
    Sql theirs =
        Sql.of("STRING_AGG(", once ? "DISTINCT " : "", argument, ", ',' ORDER BY ", argument, ")");
    return expression(Family.TEXT, Sql.dialects(theirs, Dialect.ASSAY, ours, Dialect.H2, ours));
  }
}
