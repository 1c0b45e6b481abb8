package org.assaydb.benchmarks.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a sqllogictest file (sqlite.org/sqllogictest, "About"). Of statements that are there for
 * some databases only, those for PostgreSQL are taken.
 */
final class SqlLogicReader {
  private static final String DATABASE = "postgresql";
  private static final Set<String> IGNORED = Set.of("hash-threshold");

  private final List<String> lines;
  private final List<SqlLogicRecord> records = new ArrayList<>();
  private int at;

  private SqlLogicReader(List<String> lines) {
    this.lines = lines;
  }

  /** All statements that are for us, up to where the file ends for us. */
  static List<SqlLogicRecord> read(List<String> lines) {
    SqlLogicReader reader = new SqlLogicReader(lines);
    reader.readAll();
    return reader.records;
  }

  private void readAll() {
    boolean skipped = false;
    while (at < lines.size()) {
      int line = at + 1;
      String text = withoutComment(lines.get(at++));
      String[] words = text.split("\\s+");
      switch (words[0]) {
        case "skipif" -> skipped |= words[1].equals(DATABASE);
        case "onlyif" -> skipped |= !words[1].equals(DATABASE);
        case "halt" -> {
          if (!skipped) {
            return;
          }
          skipped = false;
        }
        case "statement", "query" -> {
          SqlLogicRecord record =
              words[0].equals("query") ? query(line, words) : statement(line, words[1]);
          if (!skipped) {
            records.add(record);
          }
          skipped = false;
        }
        default -> {
          if (!words[0].isEmpty() && !IGNORED.contains(words[0])) {
            throw new IllegalStateException("line " + line + ": " + text);
          }
        }
      }
    }
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  private SqlLogicRecord statement(int line, String outcome) {
    SqlLogicRecord.Kind kind =
        outcome.equals("ok") ? SqlLogicRecord.Kind.OK : SqlLogicRecord.Kind.ERROR;
    return new SqlLogicRecord(line, kind, sql(), "", SqlLogicRecord.Order.NOSORT, List.of());
  }

  private SqlLogicRecord query(int line, String[] words) {
    String sql = sql();
    List<String> expected = new ArrayList<>();
    while (at < lines.size() && !lines.get(at).isBlank()) {
      expected.add(lines.get(at++));
    }
    SqlLogicRecord.Order order =
        words.length < 3
            ? SqlLogicRecord.Order.NOSORT
            : SqlLogicRecord.Order.valueOf(words[2].toUpperCase(Locale.ROOT));
    return new SqlLogicRecord(line, SqlLogicRecord.Kind.QUERY, sql, words[1], order, expected);
  }

  /** Lines up to an empty one or the one before the results. */
  private String sql() {
    StringBuilder sql = new StringBuilder();
    while (at < lines.size() && !lines.get(at).isBlank()) {
      String line = lines.get(at++);
      if (line.equals("----")) {
        break;
      }
      sql.append(sql.isEmpty() ? "" : "\n").append(line);
    }
    return sql.toString();
  }
}
