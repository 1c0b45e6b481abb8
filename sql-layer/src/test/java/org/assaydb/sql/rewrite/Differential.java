package org.assaydb.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;

/**
 * Runs plans before and after a rewrite over tiny tables: all pairs of tables of up to two rows
 * with the values NULL, 0 and 1, and a seeded sample of them and of longer ones where a query reads
 * more tables. Where the plan gives rows before, it gives the same ones after, and no error.
 */
final class Differential {
  static final Queries QUERIES =
      new Queries(
          "create table a (x int, y int)",
          "create table b (x int, y int)",
          "create table c (x int, y int)",
          "create table d (x int, y int)",
          "create table k (x int primary key, y int)",
          "create table n (x int not null, y int not null)");

  private static final int MOST = 1_500;
  private static final Object[] VALUES = {null, BigDecimal.ZERO, BigDecimal.ONE};

  private Differential() {}

  /** The plan after the first of some rewrites. */
  @SafeVarargs
  static RelNode check(String sql, UnaryOperator<RelNode>... rewrites) {
    RelNode before = QUERIES.plan(sql);
    List<RelNode> after = new ArrayList<>();
    for (UnaryOperator<RelNode> rewrite : rewrites) {
      RelNode plan = rewrite.apply(before);
      assertThat(plan.getRowType().getFullTypeString())
          .isEqualTo(before.getRowType().getFullTypeString());
      after.add(plan);
    }
    int withRows = 0;
    for (Map<String, List<Object[]>> tables : databases(Queries.text(before))) {
      NaivePlans plans = new NaivePlans(tables);
      List<Object[]> expected;
      try {
        expected = plans.rows(before);
      } catch (NaiveExpressions.Failure e) {
        continue;
      }
      withRows += expected.isEmpty() ? 0 : 1;
      for (RelNode plan : after) {
        assertThat(bag(plans.rows(plan)))
            .as(() -> sql + "\n" + Queries.text(before) + Queries.text(plan) + text(tables))
            .isEqualTo(bag(expected));
      }
    }
    assertThat(withRows).as("databases that give rows").isPositive();
    return after.get(0);
  }

  private static String text(Map<String, List<Object[]>> tables) {
    StringBuilder out = new StringBuilder();
    tables.forEach((name, rows) -> out.append(name).append(bag(rows)).append('\n'));
    return out.toString();
  }

  private static Map<List<Object>, Integer> bag(List<Object[]> rows) {
    Map<List<Object>, Integer> bag = new HashMap<>();
    rows.forEach(row -> bag.merge(Arrays.asList(row), 1, Integer::sum));
    return bag;
  }

  private static Collection<Map<String, List<Object[]>>> databases(String plan) {
    List<String> names = new ArrayList<>();
    for (String name : List.of("A", "B", "C", "D", "K", "N")) {
      if (plan.contains("[PUBLIC, " + name + "]")) {
        names.add(name);
      }
    }
    List<Map<String, List<Object[]>>> databases = new ArrayList<>();
    if (names.size() <= 2) {
      databases.add(new LinkedHashMap<>());
      for (String name : names) {
        List<Map<String, List<Object[]>>> more = new ArrayList<>();
        for (Map<String, List<Object[]>> fewer : databases) {
          for (List<Object[]> rows : allTables(name)) {
            Map<String, List<Object[]>> one = new LinkedHashMap<>(fewer);
            one.put(name, rows);
            more.add(one);
          }
        }
        databases = more;
      }
    }
    Random random = new Random(names.hashCode());
    for (int i = 0; i < MOST; i++) {
      Map<String, List<Object[]>> one = new LinkedHashMap<>();
      for (String name : names) {
        one.put(name, randomTable(name, random));
      }
      databases.add(one);
    }
    return databases;
  }

  private static List<List<Object[]>> allTables(String name) {
    List<Object[]> rows = new ArrayList<>();
    for (Object x : VALUES) {
      for (Object y : VALUES) {
        if (allowed(name, x, y)) {
          rows.add(new Object[] {x, y});
        }
      }
    }
    List<List<Object[]>> tables = new ArrayList<>();
    tables.add(List.of());
    for (int i = 0; i < rows.size(); i++) {
      tables.add(rows.subList(i, i + 1));
      for (int j = i; j < rows.size(); j++) {
        if (!name.equals("K") || !rows.get(i)[0].equals(rows.get(j)[0])) {
          tables.add(List.of(rows.get(i), rows.get(j)));
        }
      }
    }
    return tables;
  }

  private static boolean allowed(String name, Object x, Object y) {
    return switch (name) {
      case "K" -> x != null;
      case "N" -> x != null && y != null;
      default -> true;
    };
  }

  private static List<Object[]> randomTable(String name, Random random) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object x = name.equals("K") ? BigDecimal.valueOf(i).subtract(BigDecimal.ONE) : any(random);
      Object y = any(random);
      if (allowed(name, x, y)) {
        rows.add(new Object[] {x == null ? null : NaiveExpressions.norm((BigDecimal) x), y});
      }
    }
    return rows;
  }

  private static Object any(Random random) {
    return VALUES[random.nextInt(VALUES.length)];
  }
}
