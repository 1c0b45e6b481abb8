package org.assaydb.sql.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.PlannedStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements over half a million rows in a JVM with 64 MB of heap, with the usual budget. */
class SmallHeapTest {
  private static final int ROWS = 500_000;
  private static final String PAIRS = "FROM t x, t y WHERE y.id <= 500";
  private static final String MIXED = "MOD(x.id * 7919 + y.id * 104729, 1000003)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT " + MIXED + ", x.s, y.id " + PAIRS + " ORDER BY 1, 2, 3",
        "SELECT x.id * 1000 + y.id AS k, COUNT(*), MAX(y.s) " + PAIRS + " GROUP BY 1 ORDER BY 1",
        "SELECT a.k, b.s FROM (SELECT x.id * 1000 + y.id AS k "
            + PAIRS
            + ") a JOIN"
            + " (SELECT x.id * 1000 + y.id AS k, x.s "
            + PAIRS
            + ") b ON a.k = b.k ORDER BY 1",
        "SELECT k, ROW_NUMBER() OVER (PARTITION BY MOD(k, 1000) ORDER BY k) FROM"
            + " (SELECT x.id * 1000 + y.id AS k "
            + PAIRS
            + ") a ORDER BY 1"
      })
  void rowsThatDoNotFitGoThroughFiles(String sql) throws Exception {
    assertThat(run(sql)).isEqualTo("rows " + ROWS + " ascending true");
  }

  @Test
  void theHeapIsAsSmallAsSaid() throws Exception {
    // Half a million rows of this size do not fit: what passes above has not held them.
    assertThat(run("hold")).contains("OutOfMemoryError");
  }

  private static String run(String sql) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                sql)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    List<String> lines = output.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Runs a query and prints how many rows it gives, and whether the first column ascends. */
  public static void main(String[] arguments) {
    if (arguments[0].equals("hold")) {
      hold();
      return;
    }
    MemoryDatabase database = new MemoryDatabase();
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(100))");
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES ");
    for (int id = 1; id <= 1000; id++) {
      insert.append(id == 1 ? "" : ", ").append("(").append(id).append(", '");
      insert.append("patient ".repeat(8)).append(id).append("')");
    }
    database.run(insert.toString());
    PlannedStatement.Query query =
        (PlannedStatement.Query) database.planner.plan(arguments[0], database.catalog());
    int rows = 0;
    boolean ascending = true;
    long last = Long.MIN_VALUE;
    try (PlannedStatement.RowIterator iterator = query.execute(database.context(), new Object[0])) {
      for (Object[] row = iterator.next(); row != null; row = iterator.next()) {
        long value = ((Number) Objects.requireNonNull(row[0])).longValue();
        ascending &= last <= value;
        last = value;
        rows++;
      }
    }
    System.out.println("rows " + rows + " ascending " + ascending);
  }

  private static void hold() {
    Object[][] rows = new Object[ROWS][];
    try {
      for (int i = 0; i < ROWS; i++) {
        rows[i] = new Object[] {i, ("patient ".repeat(8) + i)};
      }
      System.out.println(rows.length);
    } catch (OutOfMemoryError e) {
      rows = null;
      System.out.println("OutOfMemoryError");
    }
  }
}
