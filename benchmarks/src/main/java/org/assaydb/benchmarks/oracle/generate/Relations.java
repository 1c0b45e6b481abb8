package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;
import org.jspecify.annotations.Nullable;

/** FROM: tables, derived tables, VALUES, WITH queries, and joins of all kinds. */
final class Relations {
  /**
   * @param identity columns that no two rows have alike, unless the rows are alike
   * @param table of which it is the rows, null for another kind
   */
  record Relation(
      Sql sql,
      List<Item> columns,
      List<Item> identity,
      World.@Nullable Table table,
      String alias) {}

  private final Context context;

  Relations(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  Relation of(@Nullable Names outer, int depth) {
    int count = depth >= 2 ? dice().one(1, 1, 2, 2, 3) : dice().one(1, 1, 1, 2);
    Relation relation = single(outer, depth);
    for (int i = 1; i < count; i++) {
      relation = joined(relation, outer, depth, count == 2);
    }
    return relation;
  }

  private Relation single(@Nullable Names outer, int depth) {
    if (!context.named.isEmpty() && dice().percent(50)) {
      Context.Named named = dice().one(context.named);
      return derived(named.name() + " AS ", named.families());
    }
    int choice = dice().below(100);
    if (choice < 22 && depth > 0) {
      List<Family> families = context.families(3);
      return derived(
          Sql.of("(", context.queries.perhapsLimited(families, outer, depth - 1), ") AS "),
          families);
    } else if (choice < 30) {
      return values();
    }
    return table();
  }

  private Relation table() {
    World.Table table = dice().one(context.world.tables());
    String alias = context.alias();
    List<Item> columns = new ArrayList<>();
    List<Item> identity = new ArrayList<>();
    for (World.Column column : table.columns()) {
      Item item = Item.column(alias + "." + column.name(), column.family());
      columns.add(item);
      if (table.key().isEmpty() || table.key().contains(column.name())) {
        identity.add(item);
      }
    }
    Sql sql = Sql.relation(table.name() + " AS " + alias);
    return new Relation(sql, columns, identity, table, alias);
  }

  private Relation values() {
    List<Family> families = context.families(2);
    List<Sql> rows = new ArrayList<>();
    for (int i = 0; i < dice().upTo(4); i++) {
      List<Sql> fields = new ArrayList<>();
      families.forEach(f -> fields.add(cast(f)));
      Object[] parts = new Object[fields.size() * 2 + 1];
      for (int f = 0; f < fields.size(); f++) {
        parts[2 * f] = f == 0 ? "(" : ", ";
        parts[2 * f + 1] = fields.get(f);
      }
      parts[parts.length - 1] = ")";
      rows.add(Sql.of(parts));
    }
    return derived(Sql.of("(VALUES ", Sql.list(rows), ") AS "), families);
  }

  private Sql cast(Family family) {
    Sql literal = context.expressions.literal(family);
    boolean plain = family == Family.INTEGER || family == Family.BOOLEAN || family == Family.DATE;
    return plain
        ? literal
        : Sql.expression(family, "CAST(", literal, " AS ", Sql.type(family), ")");
  }

  private Relation derived(Object before, List<Family> families) {
    String alias = context.alias();
    List<String> names = new ArrayList<>();
    List<Item> columns = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      names.add("c" + i);
      columns.add(Item.column(alias + ".c" + i, families.get(i)));
    }
    String after = alias + " (" + String.join(", ", names) + ")";
    return new Relation(Sql.relation(before, after), columns, columns, null, alias);
  }

  private Relation joined(Relation left, @Nullable Names outer, int depth, boolean onlyTwo) {
    if (depth > 0 && dice().percent(12)) {
      return lateral(left, outer, depth - 1);
    }
    Relation right = single(outer, depth - 1);
    if (onlyTwo && left.table() != null && right.table() != null && dice().percent(15)) {
      return byName(left, right);
    }
    String kind =
        dice()
            .one(
                " CROSS JOIN ",
                ", ",
                " JOIN ",
                " JOIN ",
                " LEFT JOIN ",
                " LEFT JOIN ",
                " RIGHT JOIN ",
                " FULL JOIN ");
    if (kind.equals(" CROSS JOIN ") || kind.equals(", ") && onlyTwo) {
      return both(left, right, Sql.relation(left.sql(), kind, right.sql()));
    }
    String used = kind.equals(", ") ? " CROSS JOIN " : kind;
    if (used.equals(" CROSS JOIN ")) {
      return both(left, right, Sql.relation(left.sql(), used, right.sql()));
    }
    Relation pair = both(left, right, left.sql());
    Sql on = condition(left, right, new Names(pair.columns(), outer), depth);
    return both(left, right, Sql.relation(left.sql(), used, right.sql(), " ON ", on));
  }

  private static Relation both(Relation left, Relation right, Sql sql) {
    List<Item> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    List<Item> identity = new ArrayList<>(left.identity());
    identity.addAll(right.identity());
    return new Relation(sql, columns, identity, null, "");
  }

  /** An equality of two columns most of the time, with more or less; else anything. */
  private Sql condition(Relation left, Relation right, Names names, int depth) {
    if (dice().percent(20)) {
      return context.predicates.of(names, 1, dice().percent(20) ? depth - 1 : 0);
    }
    List<Sql> equalities = new ArrayList<>();
    for (Item l : left.columns()) {
      for (Item r : right.columns()) {
        if (l.family() == r.family()) {
          equalities.add(Sql.expression(Family.BOOLEAN, l.sql(), " = ", r.sql()));
        }
      }
    }
    if (equalities.isEmpty()) {
      return context.predicates.of(names, 1, 0);
    }
    Sql equality = dice().one(equalities);
    if (dice().percent(60)) {
      return equality;
    }
    Sql more = context.predicates.of(names, 1, 0);
    return Sql.expression(
        Family.BOOLEAN, "(", equality, dice().one(" AND ", " AND ", " OR "), more, ")");
  }

  /** NATURAL and USING: both have a column a. */
  private Relation byName(Relation left, Relation right) {
    String kind = dice().one(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ");
    Sql sql =
        dice().percent(30)
            ? Sql.relation(left.sql(), " NATURAL" + kind, right.sql())
            : Sql.relation(left.sql(), kind, right.sql(), " USING (a)");
    Relation pair = both(left, right, sql);
    List<Item> columns = new ArrayList<>(pair.columns());
    columns.removeIf(i -> i.sql().toString().endsWith(".a"));
    columns.add(Item.column("a", Family.INTEGER));
    List<Item> identity = new ArrayList<>(columns);
    identity.addAll(pair.identity());
    return new Relation(sql, columns, identity, null, "");
  }

  private Relation lateral(Relation left, @Nullable Names outer, int depth) {
    List<Family> families = context.families(2);
    Sql query = context.queries.perhapsLimited(families, new Names(left.columns(), outer), depth);
    Relation right = derived(Sql.of("LATERAL (", query, ") AS "), families);
    Sql sql =
        switch (dice().below(3)) {
          case 0 -> Sql.relation(left.sql(), " CROSS JOIN ", right.sql());
          case 1 -> Sql.relation(left.sql(), " LEFT JOIN ", right.sql(), " ON TRUE");
          default -> {
            Names names = new Names(both(left, right, left.sql()).columns(), outer);
            Sql on = context.predicates.of(names, 1, 0);
            yield Sql.relation(left.sql(), " JOIN ", right.sql(), " ON ", on);
          }
        };
    return both(left, right, sql);
  }
}
