package org.assaydb.sql.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN PROOF ANALYZE: what operators did, and which index would have helped. */
class AnalyzedQueryTest {
  private static final int ROWS = 2_000;

  private final MemoryDatabase database = new MemoryDatabase();

  @BeforeEach
  void rows() {
    database.run("CREATE TABLE a (id INTEGER PRIMARY KEY, g INTEGER, v INTEGER, t VARCHAR(9))");
    database.run("CREATE TABLE b (id INTEGER PRIMARY KEY, name VARCHAR(9))");
    database.run("CREATE INDEX a_v ON a (v)");
    String values =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "(" + i + ", " + i % 50 + ", " + i + ", 't" + i % 7 + "')")
            .collect(Collectors.joining(", "));
    database.run("INSERT INTO a VALUES " + values);
    database.run("INSERT INTO b VALUES (1, 'one'), (2, 'two')");
  }

  private List<Object[]> analyze(String sql, Object... parameters) {
    return database.query("EXPLAIN PROOF ANALYZE " + sql, parameters);
  }

  private static Object[] line(List<Object[]> lines, String start) {
    return lines.stream()
        .filter(line -> String.valueOf(line[0]).strip().startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(start + " in " + text(lines)));
  }

  private static String text(List<Object[]> lines) {
    return lines.stream().map(l -> String.valueOf(l[0])).collect(Collectors.joining("\n"));
  }

  @Test
  void countsTheRowsOfEachOperator() {
    List<Object[]> lines =
        analyze(
            "SELECT b.name, COUNT(*) FROM a JOIN b ON b.id = a.g WHERE a.t <> 't0'"
                + " GROUP BY b.name ORDER BY 1");
    long joined =
        IntStream.range(0, ROWS).filter(i -> (i % 50 == 1 || i % 50 == 2) && i % 7 != 0).count();
    assertThat(line(lines, "Scan PUBLIC.A")[1]).isEqualTo((long) ROWS);
    assertThat(line(lines, "Scan PUBLIC.B")[1]).isEqualTo(2L);
    assertThat(line(lines, "HashJoin")[1]).isEqualTo(joined);
    assertThat(line(lines, "Sort")[1]).isEqualTo(2L);
    assertThat(line(lines, "(all)")[1]).isEqualTo(2L);
    for (Object[] line : lines) {
      boolean operator = !String.valueOf(line[0]).strip().startsWith("(");
      assertThat(line[2] != null).as(String.valueOf(line[0])).isEqualTo(operator);
    }
    // Inputs stand below what uses them.
    assertThat(text(lines)).containsSubsequence("Sort", "\n  ", "Scan PUBLIC.A");
  }

  @Test
  void theTimesOfOperatorsAreTheirOwn() {
    List<Object[]> lines = analyze("SELECT g, SUM(v) FROM a GROUP BY g ORDER BY 2");
    double all = ((Number) line(lines, "(all)")[3]).doubleValue();
    double sum =
        lines.stream()
            .filter(l -> !String.valueOf(l[0]).startsWith("(all)"))
            .map(l -> l[3])
            .filter(Objects::nonNull)
            .mapToDouble(ms -> ((Number) ms).doubleValue())
            .sum();
    assertThat(sum).isPositive().isLessThanOrEqualTo(all + 0.1);
  }

  @Test
  void subQueriesAreShownBehindThePlan() {
    List<Object[]> lines =
        analyze("SELECT id FROM a WHERE v > (SELECT AVG(v) FROM a WHERE t = 't1') AND g < ?", 3);
    assertThat(text(lines)).contains("(sub-query");
    assertThat(lines.stream().filter(l -> String.valueOf(l[0]).contains("Scan PUBLIC.A")))
        .hasSize(2);
    double mean = IntStream.range(0, ROWS).filter(i -> i % 7 == 1).average().orElseThrow();
    long rows = IntStream.range(0, ROWS).filter(i -> i > mean && i % 50 < 3).count();
    assertThat(line(lines, "(all)")[1]).isEqualTo(rows);
  }

  @Test
  void namesTheIndexThatWouldHelp() {
    List<Object[]> lines = analyze("SELECT id FROM a WHERE t LIKE 't%' AND v + 1 > 0 AND g = 7");
    assertThat(text(lines)).contains("CREATE INDEX A_BY_G ON A (G) INCLUDE (");
    assertThat(text(analyze("SELECT id FROM a WHERE id > 5"))).doesNotContain("CREATE INDEX");
    assertThat(text(analyze("SELECT id FROM a WHERE t = 't1'"))).doesNotContain("CREATE INDEX");
    // The name is one that a script can run.
    String definition = text(lines).replaceAll("(?s).*(CREATE INDEX [^:]*\\))\\).*", "$1");
    database.run(definition);
    assertThat(text(analyze("SELECT id FROM a WHERE t LIKE 't%' AND v + 1 > 0 AND g = 7")))
        .contains("A_BY_G")
        .doesNotContain("CREATE INDEX");
  }

  @Test
  void runsWhatOnlyReads() {
    assertThatThrownBy(() -> analyze("DELETE FROM a"))
        .isInstanceOfSatisfying(
            SqlLayerException.class,
            e -> assertThat(e.sqlState()).isEqualTo(SqlStates.NOT_SUPPORTED));
    assertThat(database.query("SELECT COUNT(*) FROM a").get(0)[0]).isEqualTo((long) ROWS);
  }
}
