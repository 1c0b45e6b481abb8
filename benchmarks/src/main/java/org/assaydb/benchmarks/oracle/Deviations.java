package org.assaydb.benchmarks.oracle;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assaydb.benchmarks.oracle.subject.Outcome;

/**
 * Differences that are documented: rows of docs/sql.md where ours is the deviation, and known ways
 * of other databases. Each has its reason; what is not here is a finding.
 */
final class Deviations {
  /** A query on which a subject differed from the reference. */
  record Case(String subject, String sql, Outcome reference, Outcome other) {}

  private record Deviation(String name, String subject, Predicate<Case> applies) {}

  private static final List<Deviation> ALL =
      List.of(
          // docs/sql.md, Types: UUIDs order as two signed halves, elsewhere as bytes.
          new Deviation(
              "order of UUIDs", "", sql("UUID '|\\.u\\b").and(sql("[<>]|BETWEEN|ORDER BY"))),
          // DuckDB has no CHAR: a blank at the end of a literal counts there.
          new Deviation(
              "CHAR beside blanks", "duckdb", sql("\\.c\\b|CHAR\\(5\\)").and(sql("' *'"))),
          // H2 counts UTF-16 units, keeps the blanks of CHAR and numbers Sunday 1.
          new Deviation(
              "characters of two units",
              "h2",
              sql("CHAR_LENGTH|SUBSTR|POSITION|LEFT\\(|RIGHT\\(|PAD\\(")),
          new Deviation("CHAR keeps its blanks", "h2", sql("\\.c\\b|CHAR\\(5\\)")),
          new Deviation("days of the week", "h2", sql("DOW")),
          // docs/sql.md, CHAR: LIKE sees it without its blanks.
          new Deviation("LIKE on CHAR", "postgresql", sql("\\.c\\b.*LIKE")),
          // docs/functions.md: EXTRACT gives integers, in PostgreSQL always NUMERIC.
          new Deviation("EXTRACT divides as integer", "postgresql", sql("EXTRACT\\(")),
          // H2 keeps duplicates of earlier steps in a recursion.
          new Deviation("recursion with duplicates", "h2", sql("WITH RECURSIVE")),
          // DuckDB gives no row for the empty set of groups in a correlated query.
          new Deviation(
              "grouping sets in a correlated query", "duckdb", sql("CUBE|ROLLUP|GROUPING SETS")),
          // DuckDB leaves out the peers of the current row; PostgreSQL has them.
          new Deviation(
              "peers in RANGE frames", "duckdb", sql("RANGE BETWEEN .*\\b0 (PRECEDING|FOLLOWING)")),
          // DuckDB's common type of a wide decimal and a longer fraction cuts the fraction.
          new Deviation(
              "common type of decimals",
              "duckdb",
              sql("SUM\\(|ROUND\\(|\\b0\\.\\d{3,}").and(sql("EXCEPT|INTERSECT|UNION| IN \\("))),
          // DuckDB counts a row whose value is not different from any of several equal ones.
          new Deviation("different from any of equals", "duckdb", sql("<> (ANY|SOME)")),
          // DuckDB's VARCHAR(n) has no greatest length.
          new Deviation("text is not cut", "duckdb", sql("(LISTAGG|STRING_AGG)\\(.*AS VARCHAR\\(")),
          // DuckDB compares FLOOR(t TO YEAR) with a literal by another condition, TRUE for NULL.
          new Deviation("FLOOR of NULL", "duckdb", sql("(FLOOR|CEIL)\\([^)]* TO ")),
          // DuckDB evaluates a division by zero to NULL.
          new Deviation("division by zero is NULL", "duckdb", c -> failed(c, "22012")),
          // DuckDB computes MONTH and DAY arithmetic beyond year 9999.
          new Deviation("dates beyond year 9999", "duckdb", c -> failed(c, "22008")));

  private Deviations() {}

  private static Predicate<Case> sql(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return c -> pattern.matcher(c.sql()).find();
  }

  private static boolean failed(Case c, String sqlState) {
    return c.reference() instanceof Outcome.Failure failure && failure.sqlState().equals(sqlState);
  }

  /** The name of the deviation that explains a difference. */
  static Optional<String> of(Case difference) {
    boolean other = !difference.subject().isEmpty();
    return ALL.stream()
        .filter(
            d ->
                d.subject().equals(difference.subject())
                    || d.subject().isEmpty() && other && isOther(difference.subject()))
        .filter(d -> d.applies().test(difference))
        .map(Deviation::name)
        .findFirst();
  }

  private static boolean isOther(String subject) {
    return subject.equals("duckdb") || subject.equals("h2") || subject.equals("postgresql");
  }
}
