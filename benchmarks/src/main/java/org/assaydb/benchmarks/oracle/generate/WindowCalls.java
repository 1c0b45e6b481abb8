package org.assaydb.benchmarks.oracle.generate;

import static org.assaydb.benchmarks.oracle.generate.Sql.expression;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Names.Item;

/** Window calls whose result does not depend on the order of equal rows. */
final class WindowCalls {
  private final Context context;

  WindowCalls(Context context) {
    this.context = context;
  }

  private Dice dice() {
    return context.dice;
  }

  /**
   * @param identity columns that tell rows apart: what depends on single rows is ordered by them
   *     too
   */
  Item of(Names names, List<Item> identity) {
    return switch (dice().below(4)) {
      case 0 -> ranked(names);
      case 1 -> single(names, identity);
      default -> aggregate(names, identity);
    };
  }

  private Sql partition(Names names) {
    List<Item> columns = names.columns();
    return columns.isEmpty() || dice().percent(40)
        ? Sql.of()
        : Sql.optional("PARTITION BY ", dice().one(columns).sql(), " ");
  }

  private Sql direction() {
    return Sql.of(
        dice().one("", " DESC", "", " ASC NULLS FIRST", " DESC NULLS LAST", " NULLS LAST"));
  }

  private Sql order(Names names) {
    List<Sql> keys = new ArrayList<>();
    List<Item> columns = names.columns();
    if (columns.isEmpty()) {
      return Sql.of("ORDER BY 1 + 0");
    }
    for (int i = 0; i < dice().upTo(2); i++) {
      keys.add(Sql.of(dice().one(columns).sql(), direction()));
    }
    return Sql.of("ORDER BY ", Sql.list(keys));
  }

  private Sql totalOrder(Names names, List<Item> identity) {
    List<Sql> keys = new ArrayList<>();
    List<Item> columns = names.columns();
    if (!columns.isEmpty() && dice().percent(60)) {
      keys.add(Sql.of(dice().one(columns).sql(), direction()));
    }
    identity.forEach(i -> keys.add(Sql.of(i.sql(), direction())));
    Object[] parts = new Object[keys.size() * 2];
    for (int i = 0; i < keys.size(); i++) {
      parts[2 * i] = i == 0 ? "ORDER BY " : ", ";
      parts[2 * i + 1] = keys.get(i);
    }
    return Sql.of(parts);
  }

  private Item ranked(Names names) {
    String name = dice().one("RANK", "DENSE_RANK", "CUME_DIST", "PERCENT_RANK");
    Family family = name.length() > 10 || name.startsWith("CUME") ? Family.DOUBLE : Family.BIGINT;
    Family used = name.equals("RANK") || name.equals("DENSE_RANK") ? Family.BIGINT : family;
    Sql call = expression(used, name, "() OVER (", partition(names), order(names), ")");
    return new Item(call, used, false);
  }

  /** Calls that give the value or the place of one row. */
  private Item single(Names names, List<Item> identity) {
    if (identity.isEmpty()) {
      return ranked(names);
    }
    Sql over = Sql.of(" OVER (", partition(names), totalOrder(names, identity), ")");
    if (dice().percent(35)) {
      String call = dice().one("ROW_NUMBER()", "ROW_NUMBER()", "NTILE(2)", "NTILE(3)", "NTILE(20)");
      return new Item(expression(Family.BIGINT, call, over), Family.BIGINT, false);
    }
    Item item = dice().one(names.items());
    Family family = item.family();
    Sql argument = item.sql();
    Sql call =
        switch (dice().below(4)) {
          case 0 -> expression(family, dice().one("LAG(", "LEAD("), argument, ")", over);
          case 1 ->
              expression(
                  family,
                  dice().one("LAG(", "LEAD("),
                  argument,
                  ", ",
                  dice().one("0", "1", "2"),
                  ", ",
                  context.expressions.literal(family),
                  ")",
                  over);
          case 2 ->
              framed(
                  family,
                  dice().one("FIRST_VALUE(", "LAST_VALUE("),
                  argument,
                  ")",
                  names,
                  identity);
          default ->
              framed(
                  family,
                  "NTH_VALUE(",
                  argument,
                  ", " + dice().one("1", "2", "3") + ")",
                  names,
                  identity);
        };
    return new Item(call, family, false);
  }

  private Sql framed(
      Family family, String name, Sql argument, String end, Names names, List<Item> identity) {
    return expression(
        family,
        name,
        argument,
        end,
        " OVER (",
        partition(names),
        totalOrder(names, identity),
        rows(),
        ")");
  }

  private Sql rows() {
    if (dice().percent(30)) {
      return Sql.of();
    }
    return Sql.optional(
        " ROWS BETWEEN ",
        bounds(dice().one("1", "2", "0", "3"), dice().one("1", "2", "0", "3")),
        exclude());
  }

  private Sql bounds(String n, String m) {
    return Sql.of(
        switch (dice().below(8)) {
          case 0 -> "UNBOUNDED PRECEDING AND CURRENT ROW";
          case 1 -> "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
          case 2 -> "CURRENT ROW AND UNBOUNDED FOLLOWING";
          case 3 -> n + " PRECEDING AND CURRENT ROW";
          case 4 -> n + " PRECEDING AND " + m + " FOLLOWING";
          case 5 -> n + " PRECEDING AND " + m + " PRECEDING";
          case 6 -> n + " FOLLOWING AND " + m + " FOLLOWING";
          default -> "UNBOUNDED PRECEDING AND " + n + " PRECEDING";
        });
  }

  private Sql exclude() {
    return dice().percent(15)
        ? Sql.optional(" EXCLUDE ", dice().one("CURRENT ROW", "GROUP", "TIES", "NO OTHERS"))
        : Sql.of();
  }

  private Item aggregate(Names names, List<Item> identity) {
    Family argument =
        dice()
            .one(
                Family.INTEGER,
                Family.INTEGER,
                Family.DECIMAL,
                Family.TEXT,
                Family.DATE,
                Family.DOUBLE);
    Sql value = context.expressions.of(argument, names, 1, 0);
    boolean number = argument == Family.INTEGER || argument == Family.DECIMAL;
    String name =
        number
            ? dice().one("SUM", "COUNT", "MIN", "MAX", "SUM")
            : dice().one("COUNT", "MIN", "MAX");
    Family family =
        name.equals("COUNT") || argument == Family.INTEGER
            ? Family.BIGINT
            : argument == Family.DECIMAL ? Family.WIDE_DECIMAL : argument;
    Sql distinct = dice().percent(8) ? Sql.optional("DISTINCT ") : Sql.of();
    Sql call = dice().percent(20) ? Sql.of("COUNT(*)") : Sql.of(name, "(", distinct, value, ")");
    Family used =
        dice().percent(0) ? family : call.toString().equals("COUNT(*)") ? Family.BIGINT : family;
    return new Item(expression(used, call, " OVER (", window(names, identity), ")"), used, false);
  }

  private Sql window(Names names, List<Item> identity) {
    Sql partition = partition(names);
    return switch (dice().below(5)) {
      case 0 -> partition;
      case 1 -> Sql.of(partition, order(names));
      case 2 -> range(partition, names);
      default ->
          identity.isEmpty()
              ? Sql.of(partition, order(names))
              : Sql.of(partition, totalOrder(names, identity), rows());
    };
  }

  /** RANGE with an offset over one key, or with none. */
  private Sql range(Sql partition, Names names) {
    List<Item> keys =
        names.columns().stream()
            .filter(
                i ->
                    i.family().isExact()
                        || i.family() == Family.DATE
                        || i.family() == Family.TIMESTAMP)
            .toList();
    if (keys.isEmpty()) {
      return Sql.of(
          partition,
          order(names),
          Sql.optional(" RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", exclude()));
    }
    Item key = dice().one(keys);
    String n = offset(key.family());
    String m = offset(key.family());
    return Sql.of(
        partition,
        "ORDER BY ",
        key.sql(),
        direction(),
        Sql.optional(" RANGE BETWEEN ", bounds(n, m), exclude()));
  }

  private String offset(Family family) {
    if (family == Family.DATE || family == Family.TIMESTAMP) {
      return dice()
          .one("INTERVAL '1' DAY", "INTERVAL '1' MONTH", "INTERVAL '40' DAY", "INTERVAL '1' YEAR");
    }
    return dice().one("1", "2", "0", "3");
  }
}
