package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.wire.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InterruptedStatementsTest {
  /** So many pairs of rows that nobody waits for the end. */
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM T A, T B, T C, T D, T E, T F WHERE A.ID + B.ID < C.ID + D.ID + E.ID + F.ID";

  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "");
    StringBuilder insert = new StringBuilder("INSERT INTO T VALUES (0, 'n', 0)");
    for (int i = 1; i < 200; i++) {
      insert.append(", (").append(i).append(", 'n', 1)");
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(insert.toString());
    }
  }

  private static SQLException failure(Statement statement, String sql) {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                  assertThat(rows.getRow()).isPositive();
                }
              }
            });
    assertThat((Throwable) e).isNotNull();
    return e;
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void assertUsable() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(200);
    }
  }

  @Test
  void timeLimitEndsAComputation() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e = failure(statement, ENDLESS);
      assertThat((Throwable) e)
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessage(Interruption.TIMEOUT);
      assertThat(e.getSQLState()).isEqualTo("57014");
    }
    assertUsable();
  }

  @Test
  void cancelOfAnotherThreadEndsAComputationWithoutWaitingForIt() throws Exception {
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Void> cancelled = new CompletableFuture<>();
      replica.tamper =
          (request, response) -> {
            if (request instanceof Request.Read && !cancelled.isDone()) {
              // The statement holds the connection now, and waits here until cancel returns.
              CompletableFuture.runAsync(() -> cancel(statement)).join();
              cancelled.complete(null);
            }
            return response;
          };
      SQLException e = failure(statement, ENDLESS);
      assertThat(e.getSQLState()).isEqualTo("57014");
      assertThat((Throwable) e).hasMessageContaining("user request");
      cancelled.get(1, TimeUnit.SECONDS);
      replica.tamper = (request, response) -> response;
      assertThat(statement.executeQuery("SELECT ID FROM T").next()).isTrue();
    }
    assertUsable();
  }

  @Test
  void cancelOfAStatementThatDoesNothingHasNoEffect() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      assertThat(statement.executeQuery("SELECT ID FROM T").next()).isTrue();
      try (Statement other = connection.createStatement()) {
        other.cancel();
      }
      statement.cancel();
    }
    assertUsable();
  }

  @Test
  void cancelledCommitHasAnUnknownOutcome() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      replica.loseNextCommit = true;
      replica.tamper =
          (request, response) -> {
            if (request instanceof Request.Submit) {
              cancel(statement);
            }
            return response;
          };
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeUpdate("DELETE FROM T WHERE ID = 7"));
      assertThat(e.getSQLState()).isEqualTo("08007");
      replica.tamper = (request, response) -> response;
    }
    assertThat(replica.applied).isEqualTo(2);
  }

  @Test
  void errorsOfTheJvmAreErrorsOfTheStatement() throws SQLException {
    Error[] errors = {new StackOverflowError(), new OutOfMemoryError("test")};
    String[] states = {"54001", "53200"};
    for (int i = 0; i < errors.length; i++) {
      Error error = errors[i];
      replica.tamper =
          (request, response) -> {
            if (request instanceof Request.Read) {
              throw error;
            }
            return response;
          };
      try (Statement statement = connection.createStatement()) {
        SQLException e = failure(statement, "SELECT ID FROM T");
        assertThat(e.getSQLState()).isEqualTo(states[i]);
      }
      replica.tamper = (request, response) -> response;
      assertUsable();
    }
  }
}
