package org.assaydb.benchmarks.oracle.generate;

import static org.assaydb.benchmarks.oracle.generate.Sql.expression;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;

/** Conditions. */
final class Predicates {
  private static final Family B = Family.BOOLEAN;
  private final Context context;

  Predicates(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  Sql of(Names names, int size, int depth) {
    if (size > 0 && dice().percent(40)) {
      Sql a = of(names, size - 1, depth);
      Sql b = of(names, size - 1, depth);
      return switch (dice().below(7)) {
        case 0, 1, 2 -> expression(B, "(", a, " AND ", b, ")");
        case 3, 4 -> expression(B, "(", a, " OR ", b, ")");
        case 5 -> expression(B, "NOT (", a, ")");
        default ->
            expression(
                B, "(", a, ") IS ", dice().one("", "NOT "), dice().one("TRUE", "FALSE", "UNKNOWN"));
      };
    }
    if (depth > 0 && dice().percent(30)) {
      return context.subQueries.predicate(names, depth - 1);
    }
    return atom(names, Math.min(size, 1), depth);
  }

  /** A family that has columns here, most of the time. */
  private Family family(Names names) {
    List<Item> items = names.items();
    return items.isEmpty() || dice().percent(15) ? context.family() : dice().one(items).family();
  }

  private Sql atom(Names names, int size, int depth) {
    Family family = family(names);
    Sql a = parenthesized(context.expressions.of(family, names, size, depth), family);
    return switch (dice().below(14)) {
      case 0 -> expression(B, a, " IS ", dice().one("", "NOT "), "NULL");
      case 1 ->
          expression(
              B,
              a,
              dice().one(" BETWEEN ", " NOT BETWEEN "),
              operand(family, names, size),
              " AND ",
              operand(family, names, size));
      case 2 -> in(family, a, names);
      case 3 ->
          expression(
              B, a, " IS ", dice().one("", "NOT "), "DISTINCT FROM ", operand(family, names, size));
      case 4 -> like(names, size, depth);
      case 5 -> rows(names);
      case 6 -> family == B ? a : parameter(family, names);
      case 7 -> guard(names);
      case 8 -> between(family, a, names);
      default -> comparison(family, a, operand(family, names, size));
    };
  }

  /** A condition as an operand binds less than what is around it. */
  private static Sql parenthesized(Sql sql, Family family) {
    return family == B ? expression(B, "(", sql, ")") : sql;
  }

  private Sql comparison(Family family, Sql a, Sql b) {
    String operator = dice().one(" = ", " = ", " = ", " <> ", " < ", " <= ", " > ", " >= ");
    return family == B
        ? expression(B, "(", a, ")", operator, "(", b, ")")
        : expression(B, a, operator, b);
  }

  /** Something that compares with a family, of the same one or of a near one. */
  private Sql operand(Family family, Names names, int size) {
    Family other = family;
    if (family.isNumber() && dice().percent(20)) {
      other = dice().one(Family.INTEGER, Family.DECIMAL, Family.BIGINT, Family.DOUBLE);
    } else if (family == Family.CHAR || family == Family.TEXT) {
      other = dice().percent(80) ? family : dice().one(Family.CHAR, Family.TEXT);
    }
    return parenthesized(context.expressions.of(other, names, size, 0), other);
  }

  private Sql between(Family family, Sql a, Names names) {
    Sql b = operand(family, names, 0);
    return expression(
        B,
        "(",
        comparison(family, a, b),
        " OR ",
        comparison(family, a, operand(family, names, 0)),
        ")");
  }

  private Sql in(Family family, Sql a, Names names) {
    List<Sql> items = new ArrayList<>();
    for (int i = 0; i < dice().upTo(4); i++) {
      items.add(
          dice().percent(70) ? context.expressions.literal(family) : operand(family, names, 0));
    }
    return expression(B, a, dice().one(" IN (", " IN (", " NOT IN ("), Sql.list(items), ")");
  }

  private Sql like(Names names, int size, int depth) {
    Family family = dice().percent(80) ? Family.TEXT : Family.CHAR;
    Sql a = context.expressions.of(family, names, size, depth);
    String pattern = dice().one("'a%'", "'%b'", "'_'", "'%'", "''", "'a_'", "'%a%b%'", "'ab'");
    return dice().percent(85)
        ? expression(B, a, dice().one(" LIKE ", " NOT LIKE "), pattern)
        : expression(B, a, " LIKE 'a!_%' ESCAPE '!'");
  }

  private Sql rows(Names names) {
    Family f = family(names);
    Family g = family(names);
    Sql a = context.expressions.leaf(f, names);
    Sql b = context.expressions.leaf(g, names);
    Sql c = context.expressions.leaf(f, names);
    Sql d = context.expressions.leaf(g, names);
    Sql comparison =
        dice().percent(60)
            ? expression(
                B,
                "(",
                a,
                ", ",
                b,
                ") ",
                dice().one("=", "=", "<>", "<", ">="),
                " (",
                c,
                ", ",
                d,
                ")")
            : expression(
                B,
                "(",
                a,
                ", ",
                b,
                ")",
                dice().one(" IN ((", " NOT IN (("),
                c,
                ", ",
                d,
                "), (",
                context.expressions.literal(f),
                ", ",
                context.expressions.literal(g),
                "))");
    // It compares them as structures, whose NULLs are equal.
    return comparison.supportedBut("rows with NULL", Dialect.DUCKDB);
  }

  private Sql parameter(Family family, Names names) {
    Sql column = context.expressions.column(family, names);
    return column == null
        ? comparison(
            family, context.expressions.literal(family), context.expressions.literal(family))
        : comparison(family, column, context.expressions.parameter(family));
  }

  /** What fails but for the condition before it. */
  private Sql guard(Names names) {
    Sql a = context.expressions.leaf(Family.INTEGER, names);
    Object slash = Sql.dialects(" / ", Dialect.DUCKDB, " // ");
    return expression(B, "(", a, " <> 0 AND 10", slash, a, " > 2)");
  }
}
