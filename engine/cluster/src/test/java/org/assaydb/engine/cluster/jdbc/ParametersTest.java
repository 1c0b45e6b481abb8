package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A parameter has the type that its setter gave it and is not rounded or cut to that of what it is
 * compared or added with. Expected are the rows of PostgreSQL 15 with its driver, which are those
 * of the same statement with a literal.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParametersTest {
  private static final LocalDateTime NOON = LocalDateTime.parse("2024-01-02T12:00");

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connect("trust");
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, s SMALLINT, d DECIMAL(8, 2), dt DATE,"
            + " ts TIMESTAMP, v VARCHAR(5))",
        "CREATE TABLE icd (code CHAR(7) PRIMARY KEY, n INTEGER, kind CHAR(3))",
        "INSERT INTO icd VALUES ('E11.9', 1, 'dx'), ('001', 2, 'px')");
    for (int i = 0; i < 4; i++) {
      String day = "'2024-01-0" + (i + 1);
      run(
          connection,
          "INSERT INTO t VALUES (%1$d, %1$d, %1$d.10, DATE %2$s', TIMESTAMP %2$s 00:00:00', 'v%1$d')"
              .formatted(i, day));
    }
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private List<String> ask(String sql, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      List<String> values = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          values.add(result.getString(1));
        }
      }
      return values;
    }
  }

  private static void bind(PreparedStatement statement, List<?> parameters) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        arguments("", "SELECT id FROM t WHERE id = ?", List.of(1.5)),
        arguments("1 2 3", "SELECT id FROM t WHERE id > ? ORDER BY id", List.of(0.5)),
        arguments(
            "0 1 2", "SELECT id FROM t WHERE id < ? ORDER BY id", List.of(new BigDecimal("2.4"))),
        arguments(
            "1 2", "SELECT id FROM t WHERE id BETWEEN ? AND ? ORDER BY id", List.of(0.5, 2.5)),
        arguments("3", "SELECT id FROM t WHERE id IN (?, ?) ORDER BY id", List.of(1.5, 3.0)),
        arguments("1", "SELECT COUNT(*) FROM t WHERE id > ?", List.of(2.5)),
        arguments("", "SELECT id FROM t WHERE d = ?", List.of(new BigDecimal("1.099"))),
        arguments(
            "2 3", "SELECT id FROM t WHERE d > ? ORDER BY id", List.of(new BigDecimal("2.095"))),
        arguments("", "SELECT id FROM t WHERE dt = ?", List.of(NOON)),
        arguments("2 3", "SELECT id FROM t WHERE dt >= ? ORDER BY id", List.of(NOON)),
        arguments(
            "0 1",
            "SELECT id FROM t WHERE ts < ? ORDER BY id",
            List.of(LocalDateTime.parse("2024-01-02T00:00:00.000400"))),
        arguments("1.5", "SELECT id + ? FROM t WHERE id = 1", List.of(0.5)),
        arguments("1.5", "SELECT id / ? FROM t WHERE id = 3", List.of(2.0)),
        arguments("1.101", "SELECT d + ? FROM t WHERE id = 1", List.of(new BigDecimal("0.001"))),
        arguments("0.26250", "SELECT d * ? FROM t WHERE id = 2", List.of(new BigDecimal("0.125"))),
        arguments("1", "SELECT NULLIF(id, ?) FROM t WHERE id = 1", List.of(1.4)),
        arguments("0 1 2 3", "SELECT id FROM t WHERE id < ? ORDER BY id", List.of(3_000_000_000L)),
        arguments("", "SELECT id FROM t WHERE s = ?", List.of(70_000)),
        arguments("", "SELECT id FROM t WHERE v = ?", List.of("longer than five")),
        arguments("", "SELECT id FROM t WHERE v LIKE ?", List.of("%longer than five%")),
        arguments("1", "SELECT n FROM icd WHERE code = ?", List.of("E11.9")),
        arguments("1", "SELECT n FROM icd WHERE kind = ?", List.of("dx")),
        arguments("1", "SELECT n FROM icd WHERE code IN (?, 'x')", List.of("E11.9")),
        arguments("1", "SELECT n FROM icd WHERE code LIKE ?", List.of("E11%")),
        arguments("1", "SELECT n FROM icd WHERE code = ?", List.of("E11.9  ")));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void compareAsWhatTheyAre(String expected, String sql, List<?> parameters) throws SQLException {
    assertThat(String.join(" ", ask(sql, parameters))).isEqualTo(expected);
  }

  @Test
  void findRowsByCharToChangeThem() throws SQLException {
    run(
        connection,
        "CREATE TABLE codes (code CHAR(7) PRIMARY KEY, n INTEGER)",
        "INSERT INTO codes VALUES ('E11.9', 1), ('001', 2)");

    assertThat(change("UPDATE codes SET n = 9 WHERE code = ?", "E11.9")).isEqualTo(1);
    assertThat(change("DELETE FROM codes WHERE code = ?", "001")).isEqualTo(1);
    assertThat(rows(connection, "SELECT n FROM codes")).containsExactly("9");
  }

  private int change(String sql, Object parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, List.of(parameter));
      return statement.executeUpdate();
    }
  }
}
