package org.assaydb.engine.cluster.jdbc;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.wire.Frame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long reads ask for their next page while one is read: what else comes between must not mind. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnouncedPagesTest {
  private static final int ROWS = 150_000;
  private static final int VO = 70;
  private static final String ALL = "SELECT id, v FROM pages WHERE id >= 0";

  @TempDir static Path directory;
  private RealCluster cluster;

  @BeforeAll
  void load() throws Exception {
    cluster = RealCluster.readAnew(directory);
    try (Connection connection = cluster.connect("trust")) {
      run(connection, "CREATE TABLE pages (id INTEGER PRIMARY KEY, v INTEGER NOT NULL)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO pages VALUES (?, ?)")) {
        for (int id = 0; id < ROWS; id++) {
          insert.setInt(1, id);
          insert.setInt(2, id * 7);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  /** The next rows of a result, checked; false at its end. */
  private static boolean readSome(ResultSet rows, int some) throws SQLException {
    for (int i = 0; i < some; i++) {
      int expected = rows.getRow();
      if (!rows.next()) {
        assertThat(expected).isEqualTo(ROWS);
        return false;
      }
      assertThat(rows.getInt(1)).isEqualTo(expected);
      assertThat(rows.getInt(2)).isEqualTo(7 * expected);
    }
    return true;
  }

  @Test
  void resultsOfOneConnectionInterleave() throws SQLException {
    try (Connection connection = cluster.connect("trust");
        Statement first = connection.createStatement();
        Statement second = connection.createStatement();
        Statement third = connection.createStatement();
        ResultSet one = first.executeQuery(ALL);
        ResultSet two = second.executeQuery(ALL);
        ResultSet three = third.executeQuery(ALL)) {
      boolean more = true;
      for (int round = 0; more; round++) {
        more = readSome(one, 7_000);
        assertThat(readSome(two, 7_000)).isEqualTo(more);
        if (round == 5) {
          // In the midst of its pages, the next one announced.
          assertThat(readSome(three, 10_000)).isTrue();
          three.close();
        }
        assertThat(RealCluster.rows(connection, "SELECT v FROM pages WHERE id = " + round))
            .containsExactly(String.valueOf(7 * round));
      }
      run(connection, "UPDATE pages SET v = v WHERE id = 3");
      assertThat(RealCluster.rows(connection, "SELECT COUNT(*) FROM pages"))
          .containsExactly(String.valueOf(ROWS));
    }
  }

  @Test
  void aSecondStatementClosesTheFirstOneOfItsStatementObject() throws SQLException {
    try (Connection connection = cluster.connect("trust");
        Statement statement = connection.createStatement()) {
      for (int times = 0; times < 4; times++) {
        ResultSet rows = statement.executeQuery(ALL);
        assertThat(readSome(rows, 5_000 * (times + 1))).isTrue();
      }
      ResultSet last = statement.executeQuery(ALL);
      assertThat(readSome(last, ROWS)).isTrue();
      assertThat(last.next()).isFalse();
    }
  }

  /** A relay changes the ids of answers: each changed one is refused, announced or not. */
  @Test
  void anAnswerToAnotherRequestIsRefused() throws Exception {
    int[] answers = {0};
    List<String> honest = throughRelay(number -> count(answers, number));
    assertThat(honest).hasSize(ROWS);
    assertThat(answers[0]).isGreaterThan(4);
    for (int wrong = 0; wrong <= answers[0]; wrong++) {
      int at = wrong;
      UnverifiedException e =
          refused(
              number ->
                  frame ->
                      number == at ? new Frame(frame.type(), frame.id() + 1, frame.body()) : frame);
      assertThat(e.reason()).as("answer %s", wrong).isEqualTo(RejectReason.MALFORMED);
    }
  }

  private static UnaryOperator<Frame> count(int[] answers, int number) {
    answers[0] = Math.max(answers[0], number);
    return frame -> frame;
  }

  /** Each answer in place of the one that follows, under the id that is waited for. */
  @Test
  void theAnswerOfThePageBeforeIsRefused() throws Exception {
    Frame[] before = new Frame[1];
    UnverifiedException e =
        refused(
            number ->
                frame -> {
                  Frame last = before[0];
                  before[0] = frame;
                  boolean page = last != null && last.type() == VO && frame.type() == VO;
                  return page ? new Frame(last.type(), frame.id(), last.body()) : frame;
                });
    assertThat(e.reason()).isIn(RejectReason.INCOMPLETE_RESULT, RejectReason.QUERY_MISMATCH);
  }

  private UnverifiedException refused(IntFunction<UnaryOperator<Frame>> change) throws Exception {
    Throwable thrown = catchThrowableOfType(SQLException.class, () -> throughRelay(change));
    assertThat(thrown).isInstanceOf(UnverifiedException.class);
    return (UnverifiedException) thrown;
  }

  /** All rows, read through a relay that changes answers by their number. */
  private List<String> throughRelay(IntFunction<UnaryOperator<Frame>> change) throws Exception {
    try (Relay relay = new Relay(cluster, directory)) {
      relay.change = change;
      String url = relay.url("trust");
      List<String> rows = new ArrayList<>();
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet all = statement.executeQuery(ALL)) {
        while (all.next()) {
          rows.add(all.getString(1));
        }
      }
      return rows;
    }
  }
}
