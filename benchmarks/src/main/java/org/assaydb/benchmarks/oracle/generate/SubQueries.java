package org.assaydb.benchmarks.oracle.generate;

import static org.assaydb.benchmarks.oracle.generate.Sql.expression;

import java.util.List;

/** Sub-queries in expressions; each may name the columns of all queries around it. */
final class SubQueries {
  private final Context context;

  SubQueries(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  /** One row, most of the time. */
  Sql scalar(Family family, Names names, int depth) {
    Names outer = names.columnsOnly();
    Sql query =
        dice().percent(75)
            ? context.selects.total(family, outer, depth)
            : dice().percent(85)
                ? context.queries.limited(List.of(family), outer, depth, 1)
                : context.queries.of(List.of(family), outer, depth);
    return expression(family, "(", query, ")");
  }

  Sql predicate(Names names, int depth) {
    Names outer = names.columnsOnly();
    Family family = names.items().isEmpty() ? context.family() : dice().one(names.items()).family();
    return switch (dice().below(9)) {
      case 0, 1, 2 -> exists(outer, depth);
      case 3, 4 -> in(family, names, outer, depth);
      case 5 -> {
        Sql a = context.expressions.leaf(family, names);
        Sql b = context.expressions.leaf(Family.INTEGER, names);
        Sql query = context.queries.of(List.of(family, Family.INTEGER), outer, depth);
        yield expression(
                Family.BOOLEAN, "(", a, ", ", b, ")", dice().one(" IN (", " NOT IN ("), query, ")")
            .supportedBut("rows with NULL", Dialect.DUCKDB);
      }
      case 6, 7 -> {
        Sql a = context.expressions.of(family, names, 1, 0);
        Sql query = context.queries.of(List.of(family), outer, depth);
        yield expression(
            Family.BOOLEAN,
            "(",
            a,
            ")",
            dice().one(" = ", " <> ", " < ", " >= "),
            dice().one("ANY", "SOME", "ALL", "ALL"),
            " (",
            query,
            ")");
      }
      default -> {
        Sql a = context.expressions.of(family, names, 1, 0);
        yield expression(
            Family.BOOLEAN,
            "(",
            a,
            ")",
            dice().one(" = ", " < ", " >= ", " <> "),
            scalar(family, names, depth));
      }
    };
  }

  private Sql exists(Names outer, int depth) {
    Sql query = context.queries.of(context.families(2), outer, depth);
    return expression(Family.BOOLEAN, dice().one("", "NOT "), "EXISTS (", query, ")");
  }

  private Sql in(Family family, Names names, Names outer, int depth) {
    Sql a = context.expressions.of(family, names, 1, 0);
    Sql query = context.queries.of(List.of(family), outer, depth);
    return expression(Family.BOOLEAN, "(", a, ")", dice().one(" IN (", " NOT IN ("), query, ")");
  }
}
