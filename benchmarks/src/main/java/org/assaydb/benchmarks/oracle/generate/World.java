package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of some queries. Immutable. */
public record World(List<Table> tables) {
  private static final int TABLES = 4;
  private static final int MOST_ROWS = 12;

  /** A column. */
  public record Column(String name, Family family, boolean notNull) {}

  /**
   * A table with its rows.
   *
   * @param key names of the columns of the primary key, perhaps none
   * @param indexes definitions of secondary indexes, for our SQL only
   * @param rows in the values of the reference interpreter
   */
  public record Table(
      String name,
      List<Column> columns,
      List<String> key,
      List<String> indexes,
      List<@Nullable Object[]> rows) {

    public String definition(Dialect dialect) {
      String list =
          columns.stream()
              .map(c -> c.name() + " " + c.family().sql(dialect) + (c.notNull() ? " NOT NULL" : ""))
              .collect(Collectors.joining(", "));
      String primary = key.isEmpty() ? "" : ", PRIMARY KEY (" + String.join(", ", key) + ")";
      return "CREATE TABLE " + name + " (" + list + primary + ")";
    }

    /** One INSERT for all rows; there is at least one. */
    public String insert(Dialect dialect) {
      List<String> tuples = new ArrayList<>();
      for (@Nullable Object[] row : rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
          values.add(Literals.text(columns.get(i).family(), row[i], dialect));
        }
        tuples.add("(" + String.join(", ", values) + ")");
      }
      return "INSERT INTO " + name + " VALUES " + String.join(", ", tuples);
    }

    Table withRows(List<@Nullable Object[]> others) {
      return new Table(name, columns, key, indexes, others);
    }

    Table withoutIndexes() {
      return new Table(name, columns, key, List.of(), rows);
    }
  }

  /** Names of columns and what they hold: the same in all tables, so that USING has a use. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("a", Family.INTEGER, false),
          new Column("b", Family.INTEGER, false),
          new Column("l", Family.BIGINT, false),
          new Column("m", Family.SMALLINT, false),
          new Column("d", Family.DECIMAL, false),
          new Column("w", Family.WIDE_DECIMAL, false),
          new Column("y", Family.DOUBLE, false),
          new Column("s", Family.TEXT, false),
          new Column("c", Family.CHAR, false),
          new Column("f", Family.BOOLEAN, false),
          new Column("dt", Family.DATE, false),
          new Column("tm", Family.TIME, false),
          new Column("ts", Family.TIMESTAMP, false),
          new Column("bin", Family.BINARY, false),
          new Column("u", Family.UUID, false));

  private static final List<Column> USUAL =
      COLUMNS.stream()
          .filter(c -> List.of("b", "l", "d", "s", "dt", "f", "y").contains(c.name()))
          .toList();

  public static World of(long seed) {
    Dice dice = new Dice(seed ^ 0x5A5A5A5AL);
    List<Table> tables = new ArrayList<>();
    ValuePool values = new ValuePool(dice, dice.percent(40));
    for (int i = 1; i <= TABLES; i++) {
      tables.add(table("t" + i, dice, values));
    }
    return new World(List.copyOf(tables));
  }

  private static Table table(String name, Dice dice, ValuePool values) {
    List<Column> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    if (dice.percent(60)) {
      columns.add(new Column("id", Family.INTEGER, true));
      key.add("id");
    }
    Set<Column> picked = new LinkedHashSet<>(List.of(COLUMNS.get(0)));
    picked.addAll(dice.shuffled(USUAL).subList(0, 2));
    picked.addAll(dice.shuffled(COLUMNS).subList(0, 1 + dice.below(4)));
    for (Column column : picked) {
      columns.add(new Column(column.name(), column.family(), dice.percent(20)));
    }
    if (key.isEmpty() && dice.percent(60)) {
      dice.shuffled(columns).subList(0, dice.upTo(2)).forEach(c -> key.add(c.name()));
      columns.replaceAll(c -> key.contains(c.name()) ? new Column(c.name(), c.family(), true) : c);
    }
    List<String> indexes = new ArrayList<>();
    for (int i = 0; i < dice.below(3); i++) {
      indexes.add(index(name, i, columns, dice));
    }
    return new Table(
        name, List.copyOf(columns), List.copyOf(key), indexes, rows(columns, key, dice, values));
  }

  private static String index(String table, int number, List<Column> columns, Dice dice) {
    List<Column> parts = dice.shuffled(columns).subList(0, dice.upTo(2));
    String list =
        parts.stream()
            .map(c -> c.name() + (dice.percent(30) ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    List<String> others =
        columns.stream()
            .map(Column::name)
            .filter(n -> parts.stream().noneMatch(p -> p.name().equals(n)))
            .toList();
    String include =
        others.isEmpty() || dice.percent(50) ? "" : " INCLUDE (" + dice.one(others) + ")";
    return "CREATE INDEX " + table + "_i" + number + " ON " + table + " (" + list + ")" + include;
  }

  private static List<@Nullable Object[]> rows(
      List<Column> columns, List<String> key, Dice dice, ValuePool values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Set<List<@Nullable Object>> keys = new HashSet<>();
    int count = dice.percent(10) ? 0 : dice.percent(70) ? dice.upTo(6) : dice.upTo(MOST_ROWS);
    int nullPercent = dice.one(0, 15, 15, 40);
    for (int i = 0; i < count; i++) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      List<@Nullable Object> own = new ArrayList<>();
      for (int c = 0; c < row.length; c++) {
        Column column = columns.get(c);
        row[c] = values.valueOrNull(column.family(), column.notNull() ? 0 : nullPercent);
        if (column.name().equals("id")) {
          row[c] = java.math.BigDecimal.valueOf(i + 1L);
        }
        if (key.contains(column.name())) {
          own.add(row[c] instanceof Double real && real == 0 ? (Object) 0.0 : row[c]);
        }
      }
      if (key.isEmpty() || keys.add(own)) {
        rows.add(row);
      }
    }
    return List.copyOf(rows);
  }

  /** Worlds with one row or the indexes of one table less. */
  public List<World> smaller() {
    List<World> result = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      Table table = tables.get(t);
      if (table.rows().size() > 1) {
        int half = table.rows().size() / 2;
        result.add(with(t, table.withRows(table.rows().subList(0, half))));
        result.add(with(t, table.withRows(table.rows().subList(half, table.rows().size()))));
      }
      for (int r = 0; r < table.rows().size(); r++) {
        List<@Nullable Object[]> fewer = new ArrayList<>(table.rows());
        fewer.remove(r);
        result.add(with(t, table.withRows(fewer)));
      }
      if (!table.indexes().isEmpty()) {
        result.add(with(t, table.withoutIndexes()));
      }
    }
    return result;
  }

  private World with(int place, Table table) {
    List<Table> changed = new ArrayList<>(tables);
    changed.set(place, table);
    return new World(List.copyOf(changed));
  }
}
