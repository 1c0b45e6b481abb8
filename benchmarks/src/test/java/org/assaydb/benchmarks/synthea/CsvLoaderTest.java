package org.assaydb.benchmarks.synthea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The loader on a database that is not ours: what it reads and binds, not what the driver does with
 * it.
 */
class CsvLoaderTest {
  private final List<Long> batches = new ArrayList<>();
  private Connection connection;
  private CsvLoader loader;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER, \"DATE\" DATE, m DECIMAL(12, 2))");
    }
    loader = new CsvLoader(connection, batches::add);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private long count(String condition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM t WHERE " + condition)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void matchesColumnsByHeaderNotByPosition() throws Exception {
    long rows = loader.load("t", new StringReader("M,Date,A\n1.50,2020-01-02,7\n,,\n"));

    assertThat(rows).isEqualTo(2);
    assertThat(count("a = 7 AND \"DATE\" = DATE '2020-01-02' AND m = 1.5")).isEqualTo(1);
    assertThat(count("a IS NULL AND \"DATE\" IS NULL AND m IS NULL")).isEqualTo(1);
  }

  @Test
  void cutsTheRowsIntoBatches() throws Exception {
    StringBuilder text = new StringBuilder("A,DATE,M\n");
    for (int i = 0; i < CsvLoader.BATCH_ROWS + 3; i++) {
      text.append(i).append(",2020-01-02,1.00\n");
    }

    loader.load("t", new StringReader(text.toString()));

    assertThat(batches).containsExactly((long) CsvLoader.BATCH_ROWS, 3L);
    assertThat(count("TRUE")).isEqualTo(CsvLoader.BATCH_ROWS + 3);
  }

  @Test
  void namesFileRecordAndColumnOfABadField() {
    assertThatThrownBy(() -> loader.load("t", new StringReader("A,DATE,M\n1,,\nx,,\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("t.csv, record 2")
        .hasMessageContaining("column a")
        .hasMessageContaining("'x'");
  }

  @Test
  void rejectsAHeaderThatTheTableDoesNotHave() {
    assertThatThrownBy(() -> loader.load("t", new StringReader("A,NOPE\n1,2\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NOPE");
  }

  @Test
  void rejectsARecordWithTooFewFields() {
    assertThatThrownBy(() -> loader.load("t", new StringReader("A,DATE,M\n1,\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 fields, expected 3");
  }
}
