package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.Request;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts that plans are chosen by are proved like everything else. */
class CountsUnderAttackTest {
  private static final String JOIN =
      "SELECT a.ID, b.NAME FROM T AS a JOIN T AS b ON b.ID = a.ID WHERE a.ID BETWEEN 2 AND 5";

  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, new CalcitePlanner());
    OperatorQuery.fill(connection);
    replica.requests.clear();
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      OperatorQuery.read(statement, JOIN, rows);
    }
    return rows;
  }

  @Test
  void aPlanIsChosenByCounts() throws SQLException {
    assertThat(rows()).isNotEmpty();
    Request.Read first =
        replica.requests.stream()
            .filter(r -> r instanceof Request.Read)
            .map(r -> (Request.Read) r)
            .findFirst()
            .orElseThrow();
    assertThat(first.specs()).isNotEmpty().allMatch(s -> s instanceof ReadSpec.Aggregate);
  }

  @Test
  void everyLieAboutACountIsRefused() throws SQLException {
    List<String> honest = rows();
    int refused = 0;
    for (ReadLie lie : ReadLie.all()) {
      replica.tamper = new ReadLie.Told(lie, replica.states, 0);
      UnverifiedException e = catchThrowableOfType(UnverifiedException.class, this::rows);
      assertThat((Throwable) e).as(lie.name()).isNotNull();
      assertThat(e.reason()).as(lie.name()).isIn(lie.reasons());
      replica.tamper = (request, response) -> response;
      refused++;
    }
    assertThat(refused).isGreaterThan(10);
    assertThat(rows()).isEqualTo(honest);
  }
}
