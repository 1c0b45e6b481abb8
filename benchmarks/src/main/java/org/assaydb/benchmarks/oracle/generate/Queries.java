package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries: selects, set operations, and what stands before and behind them. */
final class Queries {
  private final Context context;

  Queries(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  Sql of(List<Family> families, @Nullable Names outer, int depth) {
    if (dice().percent(depth >= 2 ? 15 : 6)) {
      return operation(families, outer, depth);
    }
    return context.selects.of(families, outer, depth);
  }

  private Sql operation(List<Family> families, @Nullable Names outer, int depth) {
    Sql left = of(families, outer, depth - 1);
    Sql right = of(families, outer, depth - 1);
    String name =
        dice()
            .one(
                " UNION ",
                " UNION ALL ",
                " INTERSECT ",
                " EXCEPT ",
                " INTERSECT ALL ",
                " EXCEPT ALL ");
    Sql both = Sql.query("(", left, ")", name, "(", right, ")");
    return name.endsWith("T ALL ") ? both.supportedBut(name, Dialect.H2) : both;
  }

  Sql perhapsLimited(List<Family> families, @Nullable Names outer, int depth) {
    return dice().percent(15)
        ? limited(families, outer, depth, dice().upTo(4))
        : of(families, outer, depth);
  }

  /** The first rows in an order of all columns. */
  Sql limited(List<Family> families, @Nullable Names outer, int depth, int rows) {
    Sql query = of(families, outer, depth);
    String offset = dice().percent(20) ? " OFFSET 1 ROWS" : "";
    return Sql.query(
        plain(query),
        order(families),
        offset,
        " FETCH NEXT ",
        Integer.toString(rows),
        " ROWS ONLY");
  }

  private static Sql plain(Sql query) {
    return query.toString().startsWith("(") ? Sql.query("SELECT * FROM (", query, ") AS o") : query;
  }

  private Sql order(List<Family> families) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 1; i <= families.size(); i++) {
      columns.add(i);
    }
    List<String> keys = new ArrayList<>();
    for (int column : dice().shuffled(columns)) {
      keys.add(column + dice().one("", " DESC", "", " NULLS FIRST", " DESC NULLS LAST"));
    }
    Sql order = Sql.order(String.join(", ", keys));
    boolean ours = families.contains(Family.UUID) || families.contains(Family.BINARY);
    return ours
        ? order.supportedBut("order of UUID", Dialect.DUCKDB, Dialect.H2, Dialect.POSTGRESQL)
        : order;
  }

  /** A whole statement. */
  Statement statement(long seed) {
    List<Family> families = context.families(4);
    int depth = dice().one(0, 1, 1, 2, 2, 3);
    if (dice().percent(2)) {
      return new Statement(seed, recursive());
    }
    Sql with = Sql.of();
    if (dice().percent(10)) {
      List<Family> columns = context.families(2);
      Sql query = perhapsLimited(columns, null, Math.min(depth, 1));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        names.add("c" + i);
      }
      with = Sql.of("WITH w0 (", String.join(", ", names), ") AS (", query, ") ");
      context.named.add(new Context.Named("w0", columns));
    }
    Sql query = of(families, null, depth);
    if (dice().percent(70)) {
      return new Statement(seed, Sql.query(with, query));
    }
    Sql tail =
        dice().percent(50)
            ? Sql.optional(
                dice()
                    .one(
                        " LIMIT 2",
                        " LIMIT 0",
                        " LIMIT 3 OFFSET 1",
                        " OFFSET 2 ROWS FETCH NEXT 2 ROWS ONLY"))
            : Sql.of();
    return new Statement(seed, Sql.query(with, plain(query), order(families), tail));
  }

  /** WITH RECURSIVE over numbers or over the rows of a table. */
  private Sql recursive() {
    World.Table table = dice().one(context.world.tables());
    Sql step =
        dice().percent(50)
            ? Sql.of(
                "SELECT n + ",
                dice().one("1", "2"),
                " FROM r WHERE n < ",
                dice().one("3", "5", "0"))
            : Sql.of(
                "SELECT x.a + 1 FROM r JOIN ", table.name(), " AS x ON x.a = r.n WHERE r.n < 6");
    String seeds =
        dice().one("SELECT 1", "SELECT a FROM " + table.name() + " WHERE a BETWEEN -9 AND 3");
    String union = dice().one(" UNION ", " UNION ALL ");
    return Sql.query(
        "WITH RECURSIVE r (n) AS (",
        seeds,
        union,
        step,
        ") SELECT ",
        dice().one("n", "COUNT(*), SUM(n)", "MAX(n)"),
        " FROM r");
  }
}
