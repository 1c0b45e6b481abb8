package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement whose reads are known takes one round trip: the head and they come together. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadAtHeadTest {
  private static final int GET_HEAD = new Request.GetHead(0, 0).type();
  private static final int READ = new Request.Read(0, 0, List.of()).type();
  private static final int READ_AT_HEAD =
      new Request.ReadAtHead(new Request.GetHead(0, 0), new Request.Read(0, 0, List.of())).type();
  private static final String POINT = "SELECT v FROM h WHERE id = 2";

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection writer;
  private Relay relay;
  private Connection connection;

  @BeforeAll
  void load() throws Exception {
    cluster = RealCluster.readAnew(directory);
    writer = cluster.connect("writer");
    run(
        writer,
        "CREATE TABLE h (id INTEGER PRIMARY KEY, v INTEGER NOT NULL)",
        "INSERT INTO h VALUES (1, 10), (2, 20), (3, 30)");
  }

  @AfterAll
  void stop() throws SQLException {
    writer.close();
    cluster.close();
  }

  @BeforeEach
  void connect() throws Exception {
    relay = new Relay(cluster, directory);
    // Connections of one client see what each of them has committed.
    connection = DriverManager.getConnection(relay.url("writer"));
    run(writer, "UPDATE h SET v = 20 WHERE id = 2");
    assertThat(rows(connection, POINT)).containsExactly("20");
    relay.requests.clear();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    relay.close();
  }

  private static UnaryOperator<Frame> both(UnaryOperator<Response.HeadAndRead> change) {
    return frame ->
        Response.decode(frame) instanceof Response.HeadAndRead both
            ? Frame.of(frame.id(), change.apply(both))
            : frame;
  }

  private void lie(UnaryOperator<Response.HeadAndRead> change) {
    relay.change = number -> both(change);
  }

  /** What came with the head for a query of one value. */
  private Response.HeadAndRead honestAnswer(String sql, String value) throws SQLException {
    List<Response.HeadAndRead> seen = new CopyOnWriteArrayList<>();
    lie(
        both -> {
          seen.add(both);
          return both;
        });
    assertThat(rows(connection, sql)).containsExactly(value);
    return seen.get(seen.size() - 1);
  }

  private RejectReason refused() {
    UnverifiedException e =
        catchThrowableOfType(UnverifiedException.class, () -> rows(connection, POINT));
    assertThat((Throwable) e).isNotNull();
    return e.reason();
  }

  @Test
  void oneRoundTripForReadsOfLiteralsAndParameters() throws SQLException {
    assertThat(rows(connection, "SELECT v FROM h WHERE id = 3")).containsExactly("30");
    assertThat(relay.requests).containsExactly(READ_AT_HEAD);
    try (PreparedStatement s = connection.prepareStatement("SELECT v FROM h WHERE id = ?")) {
      for (int id = 1; id <= 3; id++) {
        s.setInt(1, id);
        relay.requests.clear();
        try (ResultSet r = s.executeQuery()) {
          assertThat(rowsOf(r)).containsExactly(String.valueOf(10 * id));
        }
        assertThat(relay.requests).containsExactly(READ_AT_HEAD);
      }
    }
    String planned = "SELECT MAX(v), COUNT(*) FROM h WHERE v + 1 > 0";
    assertThat(rows(connection, planned)).containsExactly("30|3");
    relay.requests.clear();
    assertThat(rows(connection, planned)).containsExactly("30|3");
    assertThat(relay.requests).containsExactly(READ_AT_HEAD);
  }

  private static List<String> rowsOf(ResultSet rows) throws SQLException {
    return RealCluster.rows(rows);
  }

  /** A replica that has not come as far yet is asked again, so that numbers differ. */
  private void assertNothingAskedApart() {
    assertThat(relay.requests).contains(READ_AT_HEAD).doesNotContain(GET_HEAD, READ);
  }

  @Test
  void itIsTheNewestHead() throws SQLException {
    for (int v = 21; v < 30; v++) {
      run(writer, "UPDATE h SET v = " + v + " WHERE id = 2");
      assertThat(rows(connection, POINT)).containsExactly(String.valueOf(v));
    }
    assertNothingAskedApart();
  }

  @Test
  void anUpdateByKeyReadsWithTheHead() throws SQLException {
    run(connection, "UPDATE h SET v = v + 1 WHERE id = 2");
    relay.requests.clear();
    run(connection, "UPDATE h SET v = v + 1 WHERE id = 2");
    assertNothingAskedApart();
    assertThat(rows(writer, POINT)).containsExactly("22");
  }

  @Test
  void theFirstStatementOfATransactionDoesSoAndTheOthersKeepItsHead() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(rows(connection, POINT)).containsExactly("20");
    run(writer, "UPDATE h SET v = 21 WHERE id = 2");
    assertThat(rows(connection, POINT)).containsExactly("20");
    assertThat(relay.requests).contains(READ_AT_HEAD).doesNotContain(GET_HEAD);
    connection.rollback();
    assertThat(rows(connection, POINT)).containsExactly("21");
  }

  @Test
  void theCatalogMayHaveChanged() throws SQLException {
    run(writer, "CREATE TABLE more (id INTEGER PRIMARY KEY)");
    assertThat(rows(connection, POINT)).containsExactly("20");
    run(writer, "DROP TABLE more", "CREATE TABLE more (v VARCHAR(5) PRIMARY KEY)");
    assertThat(rows(connection, "SELECT * FROM more")).isEmpty();
    run(writer, "INSERT INTO more VALUES ('x')", "DROP TABLE h");
    try {
      SQLException e = catchThrowableOfType(SQLException.class, () -> rows(connection, POINT));
      assertThat(e.getSQLState()).isEqualTo("42P01");
      run(writer, "CREATE TABLE h (v INTEGER, x INTEGER, id INTEGER PRIMARY KEY)");
      run(writer, "INSERT INTO h VALUES (7, 8, 2)");
      assertThat(rows(connection, POINT)).containsExactly("7");
    } finally {
      run(writer, "DROP TABLE IF EXISTS h", "DROP TABLE more");
      run(writer, "CREATE TABLE h (id INTEGER PRIMARY KEY, v INTEGER NOT NULL)");
      run(writer, "INSERT INTO h VALUES (1, 10), (2, 20), (3, 30)");
    }
  }

  /** The read that came with the head before, under the new head. */
  @Test
  void yesterdaysReadUnderTodaysHeadIsRefused() throws SQLException {
    Response.HeadAndRead before = honestAnswer(POINT, "20");
    run(writer, "UPDATE h SET v = 21 WHERE id = 2");
    lie(both -> new Response.HeadAndRead(both.head(), before.read()));
    assertThat(refused()).isEqualTo(RejectReason.ROOT_MISMATCH);
  }

  @Test
  void yesterdaysHeadIsRefused() throws SQLException {
    Response.HeadAndRead before = honestAnswer(POINT, "20");
    run(connection, "UPDATE h SET v = 21 WHERE id = 2");
    lie(both -> before);
    assertThat(refused()).isIn(RejectReason.ROLLBACK_DETECTED, RejectReason.STALE_HEAD);
  }

  /** Another key's row, or another read's answer, is no answer to this one. */
  @Test
  void theReadOfAnotherStatementIsRefused() throws SQLException {
    Response.HeadAndRead other = honestAnswer("SELECT v FROM h WHERE id = 3", "30");
    lie(both -> new Response.HeadAndRead(both.head(), other.read()));
    assertThat(refused()).isEqualTo(RejectReason.INCOMPLETE_RESULT);
  }

  @Test
  void damagedBytesAreRefused() throws SQLException {
    lie(
        both -> {
          Response.Vo vo = (Response.Vo) both.read();
          byte[] bytes = vo.bytes().clone();
          bytes[bytes.length / 2] ^= 1;
          return new Response.HeadAndRead(both.head(), vo.with(bytes));
        });
    assertThat(refused()).isNotNull();
  }

  /** What is measured is what was fetched, and no proof can be saved of times. */
  @Test
  void analysisAddsUp() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r =
            s.executeQuery(
                "EXPLAIN PROOF ANALYZE SELECT a.v FROM h AS a JOIN h AS b ON b.id = a.v / 10")) {
      long bytes = 0;
      int trips = 0;
      while (r.next()) {
        if (r.getString("OPERATOR").equals("(all)")) {
          assertThat(r.getLong("ROWS")).isEqualTo(3);
          assertThat(r.getLong("PROOF_BYTES")).isEqualTo(bytes);
          assertThat(r.getInt("TRIPS")).isEqualTo(trips);
        }
        bytes += r.getLong("PROOF_BYTES");
        trips += r.getInt("TRIPS");
      }
      assertThat(trips).isPositive();
      VerifiedResultSet verified = r.unwrap(VerifiedResultSet.class);
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> verified.saveProof(directory.resolve("times.proof")));
      assertThat(e.getSQLState()).isEqualTo("0A000");
    }
  }

  /** A replica need not answer the read: then it is asked for as always. */
  @Test
  void aHeadAloneIsEnough() throws SQLException {
    relay.change =
        number ->
            frame ->
                Response.decode(frame) instanceof Response.HeadAndRead both
                    ? Frame.of(frame.id(), both.head())
                    : frame;
    assertThat(rows(connection, POINT)).containsExactly("20");
    assertThat(relay.requests).hasSize(2);
  }

  @Test
  void aRefusedReadIsAFailureAndNoEmptyResult() throws SQLException {
    Response.Failure failure = new Response.Failure(FailureCode.USER, "54000", "too much");
    lie(both -> new Response.HeadAndRead(both.head(), failure));
    SQLException e = catchThrowableOfType(SQLException.class, () -> rows(connection, POINT));
    assertThat(e.getSQLState()).isEqualTo("54000");
    lie(both -> both);
    assertThat(rows(connection, POINT)).containsExactly("20");
  }
}
