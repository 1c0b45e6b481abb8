package org.assaydb.benchmarks.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Evidence;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;

/** Repeats an update of one encounter and reads it now and at the heights before. */
final class TimeTravel {
  private static final int UPDATES = 2;
  private static final BigDecimal STEP = new BigDecimal("100.00");

  private final Connection connection;

  TimeTravel(Connection connection) {
    this.connection = connection;
  }

  /** One reading; {@code expected} is what the updates so far add up to. */
  record Reading(String when, BigDecimal cost, BigDecimal expected, Evidence evidence) {
    boolean correct() {
      return cost.compareTo(expected) == 0;
    }
  }

  List<Reading> run() throws SQLException {
    String key = firstEncounter();
    List<Reading> now = new ArrayList<>();
    Reading first = read(key, "before", "", BigDecimal.ZERO);
    BigDecimal expected = first.cost();
    now.add(new Reading(first.when(), first.cost(), expected, first.evidence()));
    for (int i = 1; i <= UPDATES; i++) {
      update(key);
      expected = expected.add(STEP);
      now.add(read(key, "after update " + i, "", expected));
    }
    List<Reading> all = new ArrayList<>(now);
    for (Reading reading : now) {
      long height = reading.evidence().height();
      String asOf = " FOR SYSTEM_TIME AS OF " + height;
      all.add(read(key, "as of height " + height, asOf, reading.expected()));
    }
    return all;
  }

  private String firstEncounter() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT id FROM encounters ORDER BY id LIMIT 1")) {
      result.next();
      return result.getString(1);
    }
  }

  private void update(String key) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int rows =
          statement.executeUpdate(
              "UPDATE encounters SET total_claim_cost = total_claim_cost + "
                  + STEP
                  + " WHERE id = UUID '"
                  + key
                  + "'");
      if (rows != 1) {
        throw new SQLException("the update changed " + rows + " rows instead of 1", "21000");
      }
    }
  }

  private Reading read(String key, String when, String asOf, BigDecimal expected)
      throws SQLException {
    String sql =
        "SELECT total_claim_cost FROM encounters" + asOf + " WHERE id = UUID '" + key + "'";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("encounter " + key + " is gone", "02000");
      }
      return new Reading(when, result.getBigDecimal(1), expected, Evidence.of(result));
    }
  }

  static void print(List<Reading> readings, Style style) {
    TextTable table =
        new TextTable(
            "lrrrll", "total_claim_cost", "value", "height", "proof", "signers", "verdict");
    for (Reading reading : readings) {
      table.add(
          reading.when(),
          reading.cost().toPlainString(),
          Long.toString(reading.evidence().height()),
          DiskUse.text(reading.evidence().proofBytes()),
          reading.evidence().signers(),
          reading.correct()
              ? style.good("verified")
              : style.bad("WRONG, expected " + reading.expected().toPlainString()));
    }
    style.out().print(table);
  }
}
