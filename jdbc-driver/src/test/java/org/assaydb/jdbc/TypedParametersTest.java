package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedParametersTest {
  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "");
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO T VALUES (0, 'n0', 0.10), (1, 'n1', 1.10), (2, 'n2', 2.10)");
    }
  }

  private List<String> ask(String sql, Object... parameters) throws SQLException {
    List<String> out = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getString(1));
        }
      }
    }
    return out;
  }

  private String stateOf(String sql, Object... parameters) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> ask(sql, parameters));
    assertThat((Throwable) e).as(sql).isNotNull();
    return e.getSQLState();
  }

  @Test
  void valuesAreComparedAsWhatTheyAre() throws SQLException {
    assertThat(ask("SELECT ID FROM T WHERE ID = ?", 1.5)).isEmpty();
    assertThat(ask("SELECT ID FROM T WHERE ID > ? ORDER BY ID", 0.5)).containsExactly("1", "2");
    assertThat(ask("SELECT ID FROM T WHERE ID < ?", 3_000_000_000L)).hasSize(3);
    assertThat(ask("SELECT ID FROM T WHERE AMOUNT = ?", new BigDecimal("1.099"))).isEmpty();
    assertThat(ask("SELECT ID FROM T WHERE AMOUNT = ?", new BigDecimal("1.1")))
        .containsExactly("1");
    assertThat(ask("SELECT ID FROM T WHERE NAME = ?", "longer than twenty characters")).isEmpty();
    assertThat(ask("SELECT ID FROM T WHERE NAME LIKE ?", "%longer than twenty characters%"))
        .isEmpty();
    assertThat(ask("SELECT ID FROM T WHERE ID = ?", "1")).containsExactly("1");
    assertThat(stateOf("SELECT ID FROM T WHERE ID = ?", "1.5")).isEqualTo("22018");
    assertThat(stateOf("SELECT ID FROM T WHERE AMOUNT = ?", "1.099")).isEqualTo("22018");
    assertThat(stateOf("SELECT ID FROM T WHERE AMOUNT < ?", new BigDecimal(0.1)))
        .isEqualTo("22003");
    assertThat(stateOf("SELECT ID FROM T WHERE NAME = ?", "\ud800")).isEqualTo("22021");
  }

  @Test
  void statementWithoutTypesIsPreparedAndRunsOnceItHasThem() throws SQLException {
    assertThat(ask("SELECT ? + ?", 1, 2)).containsExactly("3");
    assertThat(ask("SELECT ? || NAME FROM T WHERE ID = ?", "x", 1)).containsExactly("xn1");
    try (PreparedStatement query = connection.prepareStatement("SELECT ? + ?")) {
      ParameterMetaData unset = query.getParameterMetaData();
      assertThat(unset.getParameterCount()).isEqualTo(2);
      query.setInt(1, 1);
      query.setLong(2, 2);
      assertThat(query.getParameterMetaData().getParameterType(2)).isEqualTo(Types.BIGINT);
      assertThat(query.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
    }
  }

  @Test
  void mistakesThatNoTypeMendsAreFoundWhenTheStatementIsPrepared() {
    String[][] mistakes = {
      {"SELEC ?", "42601"},
      {"SELECT 'abc", "42601"},
      {"SELECT ? + ? FROM NIX", "42P01"},
      {"SELECT NIX FROM T WHERE ID = ? + ?", "42703"},
    };
    for (String[] mistake : mistakes) {
      assertThatThrownBy(() -> connection.prepareStatement(mistake[0]))
          .as(mistake[0])
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(mistake[1]));
    }
  }

  @Test
  void rowsOfABatchMayHaveValuesOfDifferentTypes() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?)")) {
      Object[] amounts = {new BigDecimal("1.005"), 2.5, 3, "4.5", null, new BigDecimal(0.1)};
      for (int i = 0; i < amounts.length; i++) {
        insert.setInt(1, 10 + i);
        insert.setString(2, "b");
        insert.setObject(3, amounts[i]);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsOnly(1).hasSize(amounts.length);
    }
    assertThat(ask("SELECT AMOUNT FROM T WHERE ID >= ? ORDER BY ID", (short) 10))
        .containsExactly("1.01", "2.50", "3.00", "4.50", null, "0.10");
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM T WHERE ID = ?")) {
      for (Object id : new Object[] {10, 11.0, new BigDecimal("12.5"), "13", null}) {
        delete.setObject(1, id);
        delete.addBatch();
      }
      assertThat(delete.executeBatch()).containsExactly(1, 1, 0, 1, 0);
    }
  }

  @Test
  void savedProofReplaysThePlanOfItsTypes(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("typed.proof");
    String sql = "SELECT ID + ? FROM T WHERE ID > ? AND NAME <> ? ORDER BY ID";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setBigDecimal(1, new BigDecimal("0.25"));
      query.setDouble(2, 0.5);
      query.setString(3, "a name of more than twenty characters");
      ResultSet rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("1.25");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
      rows.unwrap(VerifiedResultSet.class).saveProof(file);
    }
    ProofVerifier.Report report =
        new ProofVerifier(FakeConnection.PLANNER).verify(file, replica.chain.genesis());
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.parameters())
        .containsExactly(new BigDecimal("0.25"), 0.5, "a name of more than twenty characters");
  }
}
