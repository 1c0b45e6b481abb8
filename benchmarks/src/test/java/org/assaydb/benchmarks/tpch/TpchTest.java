package org.assaydb.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.assaydb.benchmarks.synthea.CsvLoader;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.engine.terminal.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole path (loader, driver, four replicas, proofs) gives DuckDB's rows for TPC-H. */
class TpchTest {
  private static final double SCALE = 0.01;

  @TempDir static Path directory;

  private static Connection duckdb;
  private static Connection assay;

  @BeforeAll
  static void load() throws Exception {
    CsvTables csv = TpchFiles.write(directory, SCALE);
    duckdb = DuckDb.load(directory);
    assay = DriverManager.getConnection(Target.embeddedUrl(directory.resolve("replicas")));
    try (Statement statement = assay.createStatement()) {
      for (String definition : TpchFiles.definitions()) {
        statement.execute(definition);
      }
    }
    CsvLoader loader = new CsvLoader(assay, rows -> {});
    for (String table : TpchFiles.TABLES) {
      loader.load(table, csv.open(table).orElseThrow());
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (assay != null) {
      assay.close();
    }
    if (duckdb != null) {
      duckdb.close();
    }
  }

  static List<TpchQuery> queries() {
    return TpchQuery.all(SCALE);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void givesTheRowsOfDuckDb(TpchQuery query) throws Exception {
    ResultRows expected = ResultRows.of(duckdb, query.sql());

    assertThat(ResultRows.of(assay, query.sql()).difference(expected, query.order())).isNull();
  }

  @Test
  void loadsTheSameRowsIntoBoth() throws Exception {
    for (String table : TpchFiles.TABLES) {
      String count = "SELECT COUNT(*) FROM " + table;
      ResultRows expected = ResultRows.of(duckdb, count);

      assertThat(ResultRows.of(assay, count).difference(expected, List.of(1))).as(table).isNull();
    }
  }

  @Test
  void hasAllQueriesWithTitleAndOrder() {
    assertThat(queries())
        .hasSize(22)
        .allSatisfy(
            query -> {
              assertThat(query.title()).isNotBlank();
              assertThat(query.order()).isNotEmpty();
              assertThat(query.sql()).doesNotContain("$", ";");
            });
  }
}
