package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements on which an earlier planner or executor was wrong, with PostgreSQL's rows. Each file
 * is one kind of fault and runs on a database of its own. A result without ORDER BY may come in any
 * order.
 */
class CasesTest {
  private static final double RELATIVE = 1e-14;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
          .toFormatter(Locale.ROOT);

  private final MemoryDatabase database = new MemoryDatabase();

  static List<String> cases() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(CasesTest.class.getResource("/sql/cases"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheRowsOfPostgresql(String name) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (SqlCase one : SqlCase.parse(read(name))) {
      String outcome = outcome(one);
      if (!outcome.isEmpty()) {
        wrong.add("line " + one.line() + ": " + one.sql() + "\n    " + outcome);
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static String read(String name) throws IOException {
    try (InputStream in = CasesTest.class.getResourceAsStream("/sql/cases/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What is wrong, empty when nothing is. Any other exception is a fault, and so is an Error. */
  private String outcome(SqlCase one) {
    try {
      PlannedStatement planned = database.planner.plan(one.sql(), database.catalog());
      return planned instanceof PlannedStatement.Query query ? rows(one, query) : change(one);
    } catch (SqlLayerException e) {
      return failure(one, e.sqlState(), e);
    } catch (VerificationException e) {
      return failure(one, e.reason().name(), e);
    } catch (RuntimeException | Error e) {
      return "got " + e;
    }
  }

  private static String failure(SqlCase one, String code, Exception failure) {
    return one.errors().contains(code) ? "" : "got " + code + ": " + failure.getMessage();
  }

  private String change(SqlCase one) {
    long count = database.run(one.sql());
    if (!one.errors().isEmpty()) {
      return "ran, expected error " + one.errors();
    }
    return one.expectsCount() && count != one.count()
        ? "changed " + count + " rows, expected " + one.count()
        : "";
  }

  private String rows(SqlCase one, PlannedStatement.Query query) {
    List<List<String>> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator = query.execute(database.context(), new Object[0])) {
      for (Object[] row = iterator.next(); row != null; row = iterator.next()) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
          texts.add(text(query.columns().get(i).type(), row[i]));
        }
        rows.add(texts);
      }
    }
    if (!one.errors().isEmpty()) {
      return "got " + rows + ", expected error " + one.errors();
    }
    List<List<String>> expected = new ArrayList<>();
    one.rows().stream()
        .filter(row -> !row.equals(SqlCase.NO_ROWS))
        .forEach(row -> expected.add(List.of(row.split(" \\| "))));
    return same(rows, expected, ordered(one.sql())) ? "" : "got " + rows + ", expected " + expected;
  }

  /** Whether the last ORDER BY is the query's own: it stands in no parentheses. */
  private static boolean ordered(String sql) {
    int at = sql.lastIndexOf("ORDER BY");
    return at >= 0 && sql.indexOf(')', at) < 0;
  }

  private static boolean same(
      List<List<String>> rows, List<List<String>> expected, boolean ordered) {
    if (rows.size() != expected.size()) {
      return false;
    }
    List<List<String>> left = new ArrayList<>(rows);
    for (List<String> row : expected) {
      int place = 0;
      while (place < left.size() && !sameRow(left.get(place), row)) {
        place++;
      }
      if (place == left.size() || ordered && place > 0) {
        return false;
      }
      left.remove(place);
    }
    return true;
  }

  private static boolean sameRow(List<String> row, List<String> expected) {
    boolean same = row.size() == expected.size();
    for (int i = 0; same && i < row.size(); i++) {
      same = sameValue(row.get(i), expected.get(i));
    }
    return same;
  }

  private static boolean sameValue(String value, String expected) {
    if (value.equals(expected)) {
      return true;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      BigDecimal wanted = new BigDecimal(expected);
      double difference = number.subtract(wanted).abs().doubleValue();
      return number.compareTo(wanted) == 0
          || value.indexOf('.') >= 0
              && wanted.precision() > 15
              && difference <= RELATIVE * wanted.abs().doubleValue();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(ColumnType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case BOOLEAN -> value.equals(true) ? "TRUE" : "FALSE";
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIME -> LocalTime.MIDNIGHT.plus(Duration.ofMillis((Integer) value)).toString();
      case TIMESTAMP ->
          TIMESTAMP.format(
              LocalDateTime.ofEpochSecond(
                  Math.floorDiv((Long) value, 1000L),
                  (int) Math.floorMod((Long) value, 1000L) * 1_000_000,
                  ZoneOffset.UTC));
      case CHAR -> value.toString().stripTrailing();
      case VARBINARY -> HexFormat.of().formatHex((byte[]) value);
      default -> value.toString();
    };
  }
}
