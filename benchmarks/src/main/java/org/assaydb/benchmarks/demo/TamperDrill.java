package org.assaydb.benchmarks.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.engine.terminal.Failures;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/** Asks a dishonest replica and expects every lie to be noticed. */
final class TamperDrill {
  private static final String BUSIEST_PATIENT =
      "SELECT patient FROM encounters GROUP BY patient ORDER BY COUNT(*) DESC, patient LIMIT 1";

  private final DishonestReplica replica;
  private final Connection connection;
  private final Connection honest;

  /**
   * A drill.
   *
   * @param replica what {@code connection} talks to
   * @param connection used for all lies: it must stay usable after each
   * @param honest a connection to other replicas, for writes
   */
  TamperDrill(DishonestReplica replica, Connection connection, Connection honest) {
    this.replica = replica;
    this.connection = connection;
    this.honest = honest;
  }

  /**
   * What became of one lie.
   *
   * @param told how often the replica lied until the driver had enough
   * @param reason of the rejection; null when the answer was accepted
   * @param usable whether the connection gave the true answer afterwards
   */
  record Outcome(String title, int told, @Nullable String reason, String message, boolean usable) {
    boolean rejected() {
      return told > 0 && reason != null && usable;
    }

    Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("attack", title);
      fields.put("rejected", rejected());
      fields.put("reason", reason);
      fields.put("message", message);
      fields.put("told", told);
      fields.put("usableAfterwards", usable);
      return fields;
    }
  }

  /**
   * Runs all lies. {@code seat} and {@code secret} are those of the dishonest replica itself.
   *
   * @param quorum signatures that a certificate needs
   */
  List<Outcome> run(int seat, byte[] secret, int quorum) throws SQLException {
    String patient = first(honest, BUSIEST_PATIENT);
    String name = first(honest, "SELECT \"LAST\" FROM patients WHERE id = UUID '" + patient + "'");
    String point = "SELECT id, \"FIRST\", \"LAST\" FROM patients WHERE id = UUID '" + patient + "'";
    String range =
        "SELECT \"START\", stop, encounterclass FROM encounters WHERE patient = UUID '"
            + patient
            + "' ORDER BY \"START\", stop";
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(attempt(new Lies.AlteredValue(name), point));
    outcomes.add(attempt(new Lies.DroppedRow(), range));
    outcomes.add(attempt(new Lies.CutRange(), range));
    outcomes.add(attempt(new Lies.OldHead(headBeforeAWrite(patient)), point));
    outcomes.add(attempt(new Lies.ForgedCertificate(seat, secret, quorum), point));
    return outcomes;
  }

  /** The newest head, after which a block is added that this client sees. */
  private Response.Head headBeforeAWrite(String patient) throws SQLException {
    Response.Head old = replica.honest().ask(new Request.GetHead(0, 0), Response.Head.class);
    String update = "UPDATE patients SET marital = 'M' WHERE id = UUID '" + patient + "'";
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(update);
    }
    return old;
  }

  private Outcome attempt(Lie lie, String query) throws SQLException {
    String truth = rows(honest, query);
    replica.tell(lie);
    String reason = null;
    String message;
    int told;
    try {
      String answer = rows(connection, query);
      message = answer.equals(truth) ? "the lie changed nothing" : "accepted a wrong answer";
    } catch (UnverifiedException e) {
      reason = e.reason().name();
      message = String.valueOf(e.getMessage());
    } catch (SQLException e) {
      message = "another error: " + Failures.describe(e);
    } finally {
      told = replica.told();
      replica.tell(null);
    }
    return new Outcome(lie.title(), told, reason, message, usable(query, truth));
  }

  private boolean usable(String query, String truth) {
    try {
      return rows(connection, query).equals(truth);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("no row: " + sql, "02000");
      }
      return result.getString(1);
    }
  }

  private static String rows(Connection connection, String sql) throws SQLException {
    StringBuilder rows = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.append(result.getString(i)).append(i == columns ? '\n' : '|');
        }
      }
    }
    return rows.toString();
  }

  static void print(List<Outcome> outcomes, Style style) {
    TextTable table =
        new TextTable("llll", "one replica ...", "verdict", "reason", "what the driver says");
    for (Outcome outcome : outcomes) {
      table.add(
          outcome.title(),
          outcome.rejected() ? style.good("rejected") : style.bad("NOT REJECTED"),
          outcome.reason() == null ? "" : outcome.reason(),
          outcome.message());
    }
    style.out().print(table);
  }
}
