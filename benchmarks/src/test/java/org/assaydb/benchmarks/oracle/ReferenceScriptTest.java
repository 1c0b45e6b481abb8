package org.assaydb.benchmarks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.subject.ConvertedQueries;
import org.assaydb.benchmarks.oracle.subject.MemoryTables;
import org.assaydb.benchmarks.oracle.subject.Outcome;
import org.assaydb.benchmarks.oracle.subject.ReferenceSubject;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scripts with expected rows, which were checked with PostgreSQL: the interpreter gives them. */
class ReferenceScriptTest {
  private static final Path SQL_LAYER = Path.of("../sql-layer/src/test/resources/sql/queries.iq");
  private static final Path OWN = Path.of("src/test/resources/oracle/reference.iq");
  private static final String[] FIXTURE = {
    "create table t (id int primary key, a int, b varchar(20), d decimal(10,2), ts timestamp, c char(5))",
    "create table u (k1 varchar(10), k2 int, v double, u uuid, bin varbinary(10), primary key (k1, k2 desc))",
    "create table nokey (x bigint not null, y boolean, dt date, tm time)",
    "insert into t select id, a, b, d, current_timestamp, c from (values (1, 10, 'x', 1.005, 'ab'),"
        + " (2, cast(null as int), 'y', -2, null), (3, 10, 'dflt', 3.14159, 'abc'), (4, 10, 'Z', null, 'q'))"
        + " as s (id, a, b, d, c)",
    "insert into u values ('p', 1, 1.5, uuid '123e4567-e89b-12d3-a456-426614174000', x'0aff'),"
        + " ('p', 2, 2, null, null), ('q', 1, 3e0, null, null)",
    "insert into nokey values (1, true, date '2020-02-03', time '10:11:12'), (1, null, date '2021-01-01', null)"
  };

  private MemoryTables tables = new MemoryTables();
  private final SqlPlanner planner = new CalcitePlanner();

  @TestFactory
  List<DynamicTest> givesTheRowsOfTheSqlLayersQueries() throws IOException {
    for (String sql : FIXTURE) {
      tables.run(planner, sql);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String block : Files.readString(SQL_LAYER).split("\n\n+")) {
      if (!block.strip().startsWith("explain")
          && !block.contains("system_time")
          && !block.contains("information_schema")) {
        tests.add(test(block, true));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> givesTheRowsOfStatementsThatTheFirstEngineGotWrong() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String block : Files.readString(OWN).split("\n\n+")) {
      List<String> lines = block.lines().filter(l -> !l.startsWith("--")).toList();
      if (lines.isEmpty()) {
        continue;
      }
      String word = lines.get(0).toLowerCase(Locale.ROOT);
      if (word.startsWith("create") || word.startsWith("insert") || word.startsWith("drop")) {
        if (word.startsWith("create") && block.contains("-- afresh")) {
          tables = new MemoryTables();
        }
        lines.forEach(line -> tables.run(planner, line.substring(0, line.length() - 1)));
      } else {
        tests.add(test(String.join("\n", lines), false));
      }
    }
    return tests;
  }

  private DynamicTest test(String block, boolean stored) {
    int end = block.indexOf(";\n") < 0 ? block.lastIndexOf(';') : block.indexOf(";\n");
    String sql = block.substring(0, end).strip();
    List<String> expected =
        block.substring(end + 1).strip().lines().map(ReferenceScriptTest::trimmed).toList();
    MemoryTables own = tables;
    return DynamicTest.dynamicTest(
        sql,
        () -> {
          ReferenceSubject reference = new ReferenceSubject(new ConvertedQueries());
          reference.load(new World(List.of()), own);
          List<String> found = lines(reference.run(sql, List.of()), stored);
          boolean ordered = sql.toLowerCase(Locale.ROOT).contains("order by");
          assertThat(ordered ? found : found.stream().sorted().toList())
              .isEqualTo(ordered ? expected : expected.stream().sorted().toList());
        });
  }

  private static List<String> lines(Outcome outcome, boolean stored) {
    if (outcome instanceof Outcome.Failure failure) {
      return List.of(
          failure.kind() == Outcome.Kind.FAILED
              ? "error " + failure.sqlState()
              : failure.kind() + " " + failure.message());
    }
    return ((Outcome.Rows) outcome).rows().stream().map(row -> line(row, stored)).toList();
  }

  private static String line(Object[] row, boolean stored) {
    List<String> texts = Arrays.stream(row).map(v -> text(v, stored)).toList();
    return trimmed(String.join(" | ", texts));
  }

  /** Blanks at the end of CHAR values are no part of them. */
  private static String trimmed(String line) {
    return line.replaceAll(" +\\|", " |").strip();
  }

  /** As the scripts of sql-layer print values, or as they are. */
  private static String text(Object value, boolean stored) {
    if (stored && value instanceof LocalDate date) {
      return "" + date.toEpochDay();
    } else if (stored && value instanceof LocalTime time) {
      return "" + time.toNanoOfDay() / 1_000_000;
    } else if (stored && value instanceof LocalDateTime time) {
      return "" + time.toInstant(ZoneOffset.UTC).toEpochMilli();
    } else if (value instanceof ByteString bytes) {
      return bytes.toString(16);
    }
    return String.valueOf(value);
  }
}
