package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;
import org.assaydb.benchmarks.oracle.generate.Relations.Relation;
import org.jspecify.annotations.Nullable;

/** SELECT: plain, grouped, with windows. */
final class Selects {
  private final Context context;

  Selects(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  Sql of(List<Family> families, @Nullable Names outer, int depth) {
    if (dice().percent(3)) {
      return Sql.query("SELECT ", constants(families, outer, depth));
    }
    Relation from = context.relations.of(outer, depth);
    Names names = new Names(from.columns(), outer);
    Sql where = where(names, depth);
    int style = dice().below(100);
    if (style < 55) {
      return Sql.query(
          "SELECT ", distinct(), list(families, names, depth), " FROM ", from.sql(), where);
    } else if (style < 85) {
      return grouped(families, from, names, where, depth);
    }
    List<Item> windows = new ArrayList<>();
    for (int i = 0; i < dice().upTo(2); i++) {
      windows.add(context.windows.of(names, from.identity()));
    }
    Names all = new Names(windows, outer).with(dice().percent(50) ? from.columns() : List.of());
    return Sql.query(
        "SELECT ", distinct(), list(families, all, depth), " FROM ", from.sql(), where);
  }

  private Sql distinct() {
    return dice().percent(15) ? Sql.optional("DISTINCT ") : Sql.of();
  }

  private Sql where(Names names, int depth) {
    return dice().percent(60)
        ? Sql.optional(" WHERE ", context.predicates.of(names, 2, depth))
        : Sql.of();
  }

  private Sql constants(List<Family> families, @Nullable Names outer, int depth) {
    return list(families, new Names(List.of(), outer), depth);
  }

  private Sql list(List<Family> families, Names names, int depth) {
    List<Sql> items = new ArrayList<>();
    for (Family family : families) {
      items.add(item(family, names, depth));
    }
    return Sql.list(items);
  }

  /** Something of the family that uses what there is to name, if need be inside of it. */
  private Sql item(Family family, Names names, int depth) {
    return context.expressions.of(family, names, dice().one(0, 1, 2), depth);
  }

  private Sql grouped(List<Family> families, Relation from, Names names, Sql where, int depth) {
    List<Item> keys = new ArrayList<>();
    List<Item> candidates = dice().shuffled(from.columns());
    int count = Math.min(dice().one(0, 1, 1, 2, 2, 3), candidates.size());
    candidates.subList(0, count).forEach(keys::add);
    List<Item> items = new ArrayList<>(keys);
    for (Family family : families) {
      if (dice().percent(60) || items.isEmpty()) {
        items.add(context.aggregates.of(family, names, depth));
      }
    }
    Sql groupBy = keys.isEmpty() ? Sql.of() : groupBy(keys, items);
    Names above = new Names(items, names.outer());
    Sql having =
        dice().percent(25)
            ? Sql.optional(" HAVING ", context.predicates.of(above, 1, keys.isEmpty() ? 0 : depth))
            : Sql.of();
    List<Sql> selected = new ArrayList<>();
    families.forEach(f -> selected.add(item(f, above, keys.isEmpty() ? 0 : depth)));
    if (keys.isEmpty()) {
      // Without an aggregate it would be no grouped query.
      selected.set(0, total(families.get(0), names, depth, selected.get(0)));
    }
    return Sql.query(
        "SELECT ", distinct(), Sql.list(selected), " FROM ", from.sql(), where, groupBy, having);
  }

  private Sql total(Family family, Names names, int depth, Sql item) {
    return item.toString().contains("(") && aggregate(item.toString())
        ? item
        : context.aggregates.of(family, names, depth).sql();
  }

  private static boolean aggregate(String sql) {
    return sql.matches(".*\\b(COUNT|SUM|MIN|MAX|AVG|EVERY|SOME|LISTAGG)\\(.*");
  }

  private Sql groupBy(List<Item> keys, List<Item> items) {
    List<Sql> columns = keys.stream().map(Item::sql).toList();
    Sql all = Sql.list(columns);
    if (dice().percent(75)) {
      return Sql.of(" GROUP BY ", all);
    }
    items.add(
        new Item(
            Sql.expression(Family.BIGINT, "GROUPING(", dice().one(columns), ")"),
            Family.BIGINT,
            false));
    return switch (dice().below(3)) {
      case 0 -> Sql.of(" GROUP BY ROLLUP (", all, ")").supportedBut("ROLLUP", Dialect.H2);
      case 1 -> Sql.of(" GROUP BY CUBE (", all, ")").supportedBut("CUBE", Dialect.H2);
      default -> {
        List<Sql> sets = new ArrayList<>();
        for (int i = 0; i < dice().upTo(3); i++) {
          int size = dice().below(columns.size() + 1);
          sets.add(
              Sql.of(
                  "(",
                  size == 0 ? Sql.of() : Sql.list(dice().shuffled(columns).subList(0, size)),
                  ")"));
        }
        sets.add(Sql.of("(", all, ")"));
        yield Sql.of(" GROUP BY GROUPING SETS (", Sql.list(sets), ")")
            .supportedBut("GROUPING SETS", Dialect.H2);
      }
    };
  }

  /** A query of one row: an aggregate over all. */
  Sql total(Family family, Names outer, int depth) {
    Relation from = context.relations.of(outer, depth);
    Names names = new Names(from.columns(), outer);
    Sql where = where(names, depth);
    Item call = context.aggregates.of(family, names, depth);
    Sql item = call.sql();
    if (dice().percent(15)) {
      item =
          Sql.expression(family, "COALESCE(", item, ", ", context.expressions.literal(family), ")");
    }
    return Sql.query("SELECT ", item, " FROM ", from.sql(), where);
  }
}
