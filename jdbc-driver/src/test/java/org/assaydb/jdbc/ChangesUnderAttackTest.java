package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each change that reads, against each lie about what it reads: nothing is written, and with an
 * honest server it writes what it should. Lies about what was written are told from the receipt.
 */
class ChangesUnderAttackTest {
  private static final String START =
      "1|a|1.00 2|b|20.00 3|c|3.00 5|NULL|5.00 6|a|NULL 7|b|7.00 8|c|8.00 9|NULL|NULL 10|e|10.00"
          + " 11|a|1.50 12|f|12.00";

  /**
   * A change.
   *
   * @param values of parameters, a row for each execution; none for a statement without parameters
   * @param counts of rows
   * @param differences rows of {@link #START} that are gone after a minus, and new ones
   */
  record Change(
      String name,
      String sql,
      List<List<Object>> values,
      List<Integer> counts,
      String differences) {
    @Override
    public String toString() {
      return name;
    }

    /** The rows after it. */
    List<String> after() {
      List<String> rows = new ArrayList<>(Arrays.asList(START.split(" ")));
      for (String difference : differences.split(" ")) {
        if (difference.startsWith("-")) {
          assertThat(rows.remove(difference.substring(1))).as(difference).isTrue();
        } else {
          rows.add(difference);
        }
      }
      return rows;
    }
  }

  private static Change one(String name, String sql, int count, String differences) {
    return new Change(name, sql, List.of(), List.of(count), differences);
  }

  private static Change batch(
      String name, String sql, List<List<Object>> values, String differences) {
    return new Change(name, sql, values, values.stream().map(v -> 1).toList(), differences);
  }

  static Stream<Change> changes() {
    return Stream.concat(statements(), batches());
  }

  private static Stream<Change> statements() {
    return Stream.of(
        one(
            "UPDATE by key",
            "UPDATE T SET NAME = NAME || '!' WHERE ID = 2",
            1,
            "-2|b|20.00 2|b!|20.00"),
        one(
            "UPDATE of a range",
            "UPDATE T SET AMOUNT = AMOUNT * 2 WHERE ID BETWEEN 7 AND 9",
            3,
            "-7|b|7.00 7|b|14.00 -8|c|8.00 8|c|16.00"),
        one(
            "UPDATE with a sub-query",
            "UPDATE T SET NAME = 'max' WHERE AMOUNT = (SELECT MAX(b.AMOUNT) FROM T b)",
            1,
            "-2|b|20.00 2|max|20.00"),
        one(
            "UPDATE that moves keys",
            "UPDATE T SET ID = ID + 100 WHERE ID > 10",
            2,
            "-11|a|1.50 111|a|1.50 -12|f|12.00 112|f|12.00"),
        one("DELETE by key", "DELETE FROM T WHERE ID = 12", 1, "-12|f|12.00"),
        one(
            "DELETE by a condition",
            "DELETE FROM T WHERE NAME = 'a' AND AMOUNT IS NOT NULL",
            2,
            "-1|a|1.00 -11|a|1.50"),
        one(
            "DELETE USING",
            "DELETE FROM T USING (VALUES (1), (4), (12)) AS v(x) WHERE ID = v.x",
            2,
            "-1|a|1.00 -12|f|12.00"),
        one(
            "UPDATE FROM",
            "UPDATE T SET AMOUNT = b.AMOUNT FROM T b WHERE b.ID = T.ID + 1 AND T.ID < 3",
            2,
            "-1|a|1.00 1|a|20.00 -2|b|20.00 2|b|3.00"),
        one(
            "MERGE",
            "MERGE INTO T USING (VALUES (1, 'x'), (2, NULL), (30, 'y')) AS v(k, n) ON T.ID = v.k"
                + " WHEN MATCHED AND n IS NULL THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET NAME = T.NAME || n"
                + " WHEN NOT MATCHED THEN INSERT (ID, NAME) VALUES (k, n)",
            3,
            "-1|a|1.00 1|ax|1.00 -2|b|20.00 30|y|NULL"),
        one(
            "INSERT ON CONFLICT DO UPDATE",
            "INSERT INTO T VALUES (1, 'n', 1), (31, 'n', 1) ON CONFLICT (ID)"
                + " DO UPDATE SET AMOUNT = T.AMOUNT + excluded.AMOUNT",
            2,
            "-1|a|1.00 1|a|2.00 31|n|1.00"),
        one(
            "INSERT ON CONFLICT DO NOTHING",
            "INSERT INTO T (ID) VALUES (1), (32) ON CONFLICT DO NOTHING",
            1,
            "32|NULL|NULL"),
        one(
            "INSERT SELECT",
            "INSERT INTO T SELECT ID + 100, NAME, AMOUNT FROM T WHERE ID < 3",
            2,
            "101|a|1.00 102|b|20.00"),
        one("TRUNCATE", "TRUNCATE TABLE T", 0, "-" + START.replace(" ", " -")));
  }

  private static Stream<Change> batches() {
    return Stream.of(
        batch(
            "batch of UPDATE",
            "UPDATE T SET NAME = ? WHERE ID = ?",
            List.of(List.of("p", 1), List.of("q", 2), List.of("r", 1)),
            "-1|a|1.00 1|r|1.00 -2|b|20.00 2|q|20.00"),
        batch(
            "batch of DELETE",
            "DELETE FROM T WHERE ID = ?",
            List.of(List.of(1), List.of(12)),
            "-1|a|1.00 -12|f|12.00"),
        batch(
            "batch of INSERT ON CONFLICT",
            "INSERT INTO T (ID, AMOUNT) VALUES (?, ?) ON CONFLICT (ID)"
                + " DO UPDATE SET AMOUNT = excluded.AMOUNT",
            List.of(List.of(1, 4), List.of(33, 5), List.of(33, 6)),
            "-1|a|1.00 1|a|4.00 33|NULL|6.00"));
  }

  private FakeReplica replica;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    replica = new FakeReplica();
    connection = FakeConnection.open(replica, "");
    OperatorQuery.fill(connection);
    assertThat(rows()).containsExactlyInAnyOrder(START.split(" "));
    replica.requests.clear();
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      OperatorQuery.read(statement, "SELECT ID, NAME, AMOUNT FROM T", rows);
    }
    return rows;
  }

  private List<Integer> run(Change change) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change.sql())) {
      if (change.values().isEmpty()) {
        return List.of(statement.executeUpdate());
      }
      for (List<Object> row : change.values()) {
        for (int i = 0; i < row.size(); i++) {
          statement.setObject(i + 1, row.get(i));
        }
        statement.addBatch();
      }
      return Arrays.stream(statement.executeBatch()).boxed().toList();
    }
  }

  private long asked(Class<? extends Request> kind) {
    return replica.requests.stream().filter(kind::isInstance).count();
  }

  /** Number of requests for reads, without writing anything. */
  private int requests(Change change) throws SQLException {
    connection.setAutoCommit(false);
    replica.requests.clear();
    assertThat(run(change)).isEqualTo(change.counts());
    int requests = (int) asked(Request.Read.class);
    connection.rollback();
    connection.setAutoCommit(true);
    return requests;
  }

  @ParameterizedTest
  @MethodSource("changes")
  void nothingIsWrittenThatRestsOnALie(Change change) throws SQLException {
    int requests = requests(change);
    assertThat(requests).isPositive();
    for (int place = 0; place < requests; place++) {
      for (ReadLie lie : ReadLie.all()) {
        String what = lie.name() + " in request " + place;
        replica.requests.clear();
        ReadLie.Told told = new ReadLie.Told(lie, replica.states, place);
        replica.tamper = told;
        UnverifiedException refused = unverified(catchThrowable(() -> run(change)));
        assertThat((Throwable) refused).as(what).isNotNull();
        assertThat(refused.reason()).as(what).isIn(lie.reasons());
        assertThat(told.wasTold()).as(what).isTrue();
        assertThat(asked(Request.Submit.class)).as(what).isZero();
        replica.tamper = (request, response) -> response;
      }
    }
    assertThat(run(change)).isEqualTo(change.counts());
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(change.after());
  }

  /** The error itself, or what a batch says was the cause of its own. */
  private static @Nullable UnverifiedException unverified(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof UnverifiedException unverified) {
        return unverified;
      }
    }
    return null;
  }

  /** S8, C10: the receipt is proved, so its counts are. */
  @ParameterizedTest
  @MethodSource("changes")
  void falseReceiptsAreRefused(Change change) throws SQLException {
    List<UnaryOperator<Response.Committed>> lies =
        List.of(
            c -> with(c, receipt(c.receipt(), true, c.receipt().inserted() + 1)),
            c -> with(c, receipt(c.receipt(), true, c.receipt().inserted() - 1)),
            c -> with(c, receipt(c.receipt(), false, c.receipt().inserted())),
            c -> with(c, other(c.receipt())));
    for (UnaryOperator<Response.Committed> lie : lies) {
      connect();
      boolean[] told = {false};
      replica.tamper =
          (request, response) -> {
            told[0] |= response instanceof Response.Committed;
            return response instanceof Response.Committed c ? lie.apply(c) : response;
          };
      UnverifiedException refused = unverified(catchThrowable(() -> run(change)));
      assertThat((Throwable) refused).isNotNull();
      assertThat(refused.reason()).isEqualTo(RejectReason.UNSOUND_ROW);
      assertThat(told[0]).isTrue();
      replica.tamper = (request, response) -> response;
      // It was written all the same, and honest proofs say so.
      assertThat(rows()).containsExactlyInAnyOrderElementsOf(change.after());
    }
  }

  /** The receipt of the first change there was. */
  private Receipt other(Receipt receipt) {
    return replica.receipts.values().stream()
        .map(r -> ((Response.Committed) r).receipt())
        .filter(r -> !r.equals(receipt))
        .findFirst()
        .orElseThrow();
  }

  private static Response.Committed with(Response.Committed c, Receipt receipt) {
    return new Response.Committed(
        receipt, c.receiptIndex(), c.receiptCount(), c.receiptPath(), c.head(), c.carrier());
  }

  private static Receipt receipt(Receipt r, boolean committed, long inserted) {
    return new Receipt(
        r.payloadHash(),
        r.sender(),
        r.clientId(),
        r.version(),
        committed,
        committed ? "00000" : "40001",
        r.message(),
        inserted,
        r.updated(),
        r.deleted());
  }
}
