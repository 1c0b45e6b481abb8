package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.assaydb.sql.rewrite.Rewrites.Rewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operator against each lie, told in each request of the query by itself: the driver says what
 * was wrong before a row that rests on the lie is seen, and goes on when the server is honest
 * again.
 */
class OperatorsUnderAttackTest {
  /** As planned; every sub-query run as it stands, over full scans; with next to no memory. */
  static Stream<PlannerOptions> plans() {
    PlannerOptions all = PlannerOptions.all();
    return Stream.of(
        all,
        all.withRewrites(EnumSet.noneOf(Rewrite.class)).withDirect(false).withIndexes(false),
        all.withBudget(1));
  }

  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  private void connect(PlannerOptions options) throws SQLException {
    connection =
        FakeConnection.open(replica, FakeConnection.uncounted(new CalcitePlanner(options)));
    OperatorQuery.fill(connection);
  }

  private List<String> rows(OperatorQuery query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      OperatorQuery.read(statement, query.sql(), rows);
    }
    return rows;
  }

  private void assertHonest(OperatorQuery query) throws SQLException {
    List<String> rows = rows(query);
    if (query.isOrdered()) {
      assertThat(rows).as(query.name()).isEqualTo(query.rows());
    } else {
      assertThat(rows).as(query.name()).containsExactlyInAnyOrderElementsOf(query.rows());
    }
  }

  @Test
  void everyQueryUsesTheOperatorThatItIsNamedAfter() throws SQLException {
    connect(PlannerOptions.all());
    for (OperatorQuery query : OperatorQuery.all()) {
      List<String> plan = new ArrayList<>();
      try (Statement statement = connection.createStatement()) {
        OperatorQuery.read(statement, "EXPLAIN PLAN FOR " + query.sql(), plan);
      }
      assertThat(String.join("\n", plan)).as(query.name()).contains(query.plan());
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyLieInEveryRequestIsRefused(PlannerOptions options) throws SQLException {
    connect(options);
    for (OperatorQuery query : OperatorQuery.all()) {
      replica.requests.clear();
      assertHonest(query);
      int requests = (int) replica.requests.stream().filter(r -> r instanceof Request.Read).count();
      assertThat(requests).as(query.name()).isPositive();
      // A sub-query that is run for each row asks the same way each time.
      for (int place : new TreeSet<>(List.of(0, Math.min(1, requests - 1), requests - 1))) {
        for (ReadLie lie : ReadLie.all()) {
          assertRefused(query, lie, place);
        }
      }
      assertHonest(query);
    }
  }

  private void assertRefused(OperatorQuery query, ReadLie lie, int place) throws SQLException {
    ReadLie.Told told = new ReadLie.Told(lie, replica.states, place);
    replica.tamper = told;
    List<String> seen = new ArrayList<>();
    String what = query.name() + ": " + lie.name() + " in request " + place;
    try (Statement statement = connection.createStatement()) {
      UnverifiedException e =
          catchThrowableOfType(
              UnverifiedException.class, () -> OperatorQuery.read(statement, query.sql(), seen));
      assertThat((Throwable) e).as("%s gave %s", what, seen).isNotNull();
      assertThat(e.reason()).as(what).isIn(lie.reasons());
    } finally {
      replica.tamper = (request, response) -> response;
    }
    assertThat(told.wasTold()).as(what).isTrue();
    // Rows that were proved by earlier answers may have been seen, of the first one there are none.
    assertThat(query.rows()).as(what).containsAll(seen);
    assertThat(place > 0 || seen.isEmpty()).as(what).isTrue();
  }

  /** Q7: what is no answer to the request is never taken for one without rows. */
  @Test
  void otherMessagesAreNoEmptyAnswer() throws SQLException {
    connect(PlannerOptions.all());
    Map<String, Response> lies = new LinkedHashMap<>();
    lies.put("an error", new Response.Failure(FailureCode.USER, "0A000", "unsupported, trust me"));
    lies.put("an empty success", new Response.StatusReply("{}"));
    lies.put("the catalog", new Response.CatalogBytes(replica.catalog.encode()));
    for (OperatorQuery query : OperatorQuery.all()) {
      lies.forEach(
          (name, lie) -> {
            replica.tamper = (request, answer) -> request instanceof Request.Read ? lie : answer;
            assertThatThrownBy(() -> rows(query))
                .as("%s instead of rows of %s", name, query.name())
                .isInstanceOf(SQLException.class);
          });
      replica.tamper = (request, answer) -> answer;
      assertHonest(query);
    }
  }

  /** Rows of the transaction itself need no proof, those beside them do. */
  @Test
  void liesBesideUncommittedRowsAreRefused() throws SQLException {
    connect(PlannerOptions.all());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO T VALUES (20, 'own', 20)");
      statement.executeUpdate("UPDATE T SET NAME = 'mine' WHERE ID = 1");
    }
    for (OperatorQuery query : OperatorQuery.all()) {
      for (ReadLie lie : ReadLie.all()) {
        replica.tamper = new ReadLie.Told(lie, replica.states, 0);
        assertThatThrownBy(() -> rows(query))
            .as("%s: %s", query.name(), lie.name())
            .isInstanceOfSatisfying(
                UnverifiedException.class, e -> assertThat(e.reason()).isIn(lie.reasons()));
      }
    }
    replica.tamper = (request, response) -> response;
    connection.rollback();
    for (OperatorQuery query : OperatorQuery.all()) {
      assertHonest(query);
    }
  }
}
