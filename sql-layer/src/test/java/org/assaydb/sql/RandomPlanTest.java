package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random queries: index plans against full scans, and both against DuckDB. */
class RandomPlanTest {
  private static final String[] DDL = {
    "create table p (a int, b int, s varchar(10), d decimal(8,2), primary key (a, b))",
    "create table q (k bigint primary key, a int, s varchar(10))",
  };
  private static final List<String> INSERTS = new ArrayList<>();
  private static final MemoryDatabase DB = new MemoryDatabase();
  private static final CalcitePlanner SCANS =
      new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false));

  private final Random random = new Random(4242);

  @BeforeAll
  static void fill() {
    for (String ddl : DDL) {
      DB.run(ddl);
    }
    DB.run("create index p_s on p (s desc, d)");
    DB.run("create index p_d on p (d) include (s)");
    DB.run("create index q_a on q (a, s)");
    Random random = new Random(7);
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 5; b++) {
        INSERTS.add(
            "insert into p values ("
                + a
                + ", "
                + b
                + ", "
                + word(random)
                + ", "
                + (random.nextInt(4) == 0 ? "null" : (random.nextInt(400) - 100) + ".25")
                + ")");
      }
    }
    for (int k = 0; k < 25; k++) {
      String a = random.nextInt(5) == 0 ? "null" : "" + random.nextInt(7);
      INSERTS.add("insert into q values (" + (k * 3) + ", " + a + ", " + word(random) + ")");
    }
    INSERTS.forEach(DB::run);
  }

  private static String word(Random random) {
    String[] words = {"null", "''", "'a'", "'ab'", "'abc'", "'b'", "'ba'", "'z'"};
    return words[random.nextInt(words.length)];
  }

  private String comparison(String column, String... values) {
    String[] ops = {"=", "<", "<=", ">", ">=", "<>"};
    String value = values[random.nextInt(values.length)];
    return switch (random.nextInt(6)) {
      case 0 -> column + " is null";
      case 1 -> column + " is not null";
      case 2 -> column + " in (" + value + ", " + values[random.nextInt(values.length)] + ")";
      case 3 -> column + " between " + value + " and " + values[random.nextInt(values.length)];
      default -> column + " " + ops[random.nextInt(ops.length)] + " " + value;
    };
  }

  private String atom(String p) {
    return switch (random.nextInt(5)) {
      case 0 -> comparison(p + "a", "0", "2", "3", "2.5", "7");
      case 1 -> comparison(p + "b", "0", "1", "4", "-1");
      case 2 -> comparison(p + "s", "'a'", "'ab'", "'b'", "''");
      case 3 -> comparison(p + "d", "0", "50.25", "99.255", "-20.25", "12345678901");
      default ->
          p + "s like '" + new String[] {"a%", "ab%", "%b", "b_", "a"}[random.nextInt(5)] + "'";
    };
  }

  private String predicate(String p, int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(5)) {
      case 0 -> "(" + predicate(p, depth - 1) + " or " + predicate(p, depth - 1) + ")";
      case 1 -> "not (" + predicate(p, depth - 1) + ")";
      case 2, 4 -> predicate(p, depth - 1) + " and " + predicate(p, depth - 1);
      default -> atom(p);
    };
  }

  private String query() {
    String where = predicate("x.", 3);
    return switch (random.nextInt(12)) {
      case 9 -> {
        String s = random.nextBoolean() ? "s desc nulls first" : "s nulls last";
        String d = random.nextBoolean() ? "d desc nulls first" : "d nulls last";
        yield "select s, d, a, b from p x where "
            + where
            + " order by "
            + s
            + ", "
            + d
            + ", a, b desc";
      }
      case 10 ->
          "select x.a, x.s from q x where "
              + comparison("x.a", "0", "2", "3", "7")
              + " order by a "
              + (random.nextBoolean() ? "nulls last" : "desc nulls first")
              + ", s "
              + (random.nextBoolean() ? "desc nulls first" : "nulls last")
              + ", k limit 6 offset 2";
      case 11 ->
          "select b, s, avg(d), sum(a) from p x where "
              + where
              + " group by b, s order by b, s nulls last";
      case 0 -> "select x.a, x.b, x.s, x.d from p x where " + where;
      case 1 ->
          "select s, count(*), sum(a), min(d), max(b) from p x where "
              + where
              + " group by s having count(*) > 1";
      case 2 -> "select x.a, x.b, y.k from p x join q y on x.b = y.k where " + where;
      case 3 ->
          "select x.a, x.b, y.k from p x left join q y on x.a = y.a and x.s = y.s where " + where;
      case 4 -> "select a, b from p x where " + where + " order by a desc, b desc limit 4";
      case 5 ->
          "select a, b from p x where exists (select 1 from q y where y.a = x.a) and " + where;
      case 6 -> "select k from q where a in (select b from p x where " + where + ")";
      case 7 -> "select a from p x where " + where + " union select a from q where k > 30";
      default -> "select a, b, (select max(k) from q y where y.a = x.b) from p x where " + where;
    };
  }

  @Test
  void indexPlansGiveTheRowsOfFullScansAndOfDuckDb() throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (String ddl : DDL) {
        statement.execute(ddl);
      }
      for (String insert : INSERTS) {
        statement.execute(insert);
      }
      for (int i = 0; i < 250; i++) {
        String sql = query();
        List<String> expected = duck(statement, sql);
        boolean ordered = sql.contains("order by");
        assertThat(ours(DB.query(SCANS, sql), ordered)).as(sql).isEqualTo(expected);
        assertThat(ours(DB.query(sql), ordered)).as(sql).isEqualTo(expected);
      }
    }
  }

  private static List<String> ours(List<Object[]> rows, boolean ordered) {
    var texts = rows.stream().map(r -> text(List.of(wrapped(r))));
    return ordered ? texts.toList() : texts.sorted().toList();
  }

  private static Object[] wrapped(Object[] row) {
    Object[] copy = row.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == null ? "null" : copy[i];
    }
    return copy;
  }

  private static List<String> duck(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          row.add(value == null ? "null" : value);
        }
        rows.add(text(row));
      }
    }
    return sql.contains("order by") ? rows : rows.stream().sorted().toList();
  }

  private static String text(List<Object> row) {
    StringBuilder out = new StringBuilder();
    for (Object value : row) {
      Object shown =
          value instanceof Number n
              ? new BigDecimal(n.toString()).setScale(2, java.math.RoundingMode.HALF_UP)
              : value;
      out.append(shown).append('|');
    }
    return out.toString();
  }
}
