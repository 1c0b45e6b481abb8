package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.MemoryTrustStore;
import org.assaydb.proofs.client.TrustStore;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {
  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "");
  }

  private int insert(int from, int to) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?)")) {
      for (int i = from; i < to; i++) {
        insert.setInt(1, i);
        insert.setString(2, "n" + i);
        insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  private List<Integer> ids(String sql) throws SQLException {
    List<Integer> out = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        out.add(rows.getInt(1));
      }
    }
    return out;
  }

  private RejectReason rejected(String sql) {
    UnverifiedException e = catchThrowableOfType(UnverifiedException.class, () -> ids(sql));
    assertThat((Throwable) e).as("a failed check").isNotNull();
    assertThat(e.getSQLState()).isEqualTo(UnverifiedException.sqlState(e.reason()));
    assertThat(e.getErrorCode()).isEqualTo(e.reason().code());
    return e.reason();
  }

  @Test
  void batchIsOneTransactionAndReadsBackVerified() throws SQLException {
    assertThat(insert(0, 100)).isEqualTo(100);
    assertThat(replica.applied).isEqualTo(1);
    assertThat(ids("SELECT ID FROM T WHERE ID >= 97 ORDER BY ID")).containsExactly(97, 98, 99);
    assertThat(ids("SELECT COUNT(*) FROM T")).containsExactly(100);
  }

  @Test
  void scanOverSeveralPagesIsComplete() throws SQLException {
    insert(0, 10_000);
    assertThat(ids("SELECT ID FROM T")).hasSize(10_000).doesNotHaveDuplicates();
    long reads = replica.requests.stream().filter(r -> r instanceof Request.Read).count();
    assertThat(reads).isGreaterThan(1);
  }

  @Test
  void transactionReadsItsOwnWritesAndCommitsThemOnce() throws SQLException {
    insert(0, 5);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO T VALUES (9, 'x', 1)")).isEqualTo(1);
      assertThat(statement.executeUpdate("DELETE FROM T WHERE ID = 0")).isEqualTo(1);
      assertThat(statement.executeUpdate("UPDATE T SET NAME = 'y' WHERE ID = 9")).isEqualTo(1);
      assertThat(ids("SELECT ID FROM T ORDER BY ID")).containsExactly(1, 2, 3, 4, 9);
      assertThat(ids("SELECT ID FROM T ORDER BY ID LIMIT 2")).containsExactly(1, 2);
      assertThat(ids("SELECT ID FROM T WHERE NAME = 'y'")).containsExactly(9);
    }
    assertThat(replica.applied).isEqualTo(1);
    connection.commit();
    assertThat(replica.applied).isEqualTo(2);
    assertThat(ids("SELECT ID FROM T ORDER BY ID")).containsExactly(1, 2, 3, 4, 9);
  }

  @Test
  void rollbackDropsEverything() throws SQLException {
    insert(0, 1);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM T");
      assertThat(ids("SELECT ID FROM T")).isEmpty();
    }
    connection.rollback();
    assertThat(ids("SELECT ID FROM T")).containsExactly(0);
    assertThat(replica.applied).isEqualTo(1);
  }

  @Test
  void singleStatementIsRepeatedAfterAConflictButATransactionIsNot() throws SQLException {
    replica.conflicts = 2;
    insert(0, 1);
    assertThat(replica.applied).isEqualTo(1);
    connection.setAutoCommit(false);
    replica.conflicts = 1;
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO T VALUES (2, 'b', 1)");
    }
    assertThatThrownBy(() -> connection.commit())
        .isInstanceOfSatisfying(
            java.sql.SQLTransactionRollbackException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    assertThat(replica.applied).isEqualTo(1);
  }

  @Test
  void lostAnswerToACommitIsAskedForAgainElsewhereWithOneEffect() throws SQLException {
    replica.loseNextCommit = true;
    insert(0, 3);
    assertThat(replica.applied).isEqualTo(1);
    assertThat(replica.connected).containsExactly(1, 2);
  }

  @Test
  void brokenConnectionFailsOverAndAllBrokenIsUnavailable() throws SQLException {
    insert(0, 2);
    replica.brokenPorts.add(1);
    assertThat(ids("SELECT ID FROM T")).hasSize(2);
    replica.brokenPorts.add(2);
    assertThatThrownBy(() -> ids("SELECT ID FROM T"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
  }

  @Test
  void alteredVerificationObjectIsAFailedCheckAndNoRow() throws SQLException {
    insert(0, 50);
    Random random = new Random(3);
    replica.tamper =
        (request, response) -> {
          if (response instanceof Response.Vo vo) {
            byte[] bytes = vo.bytes().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return vo.with(bytes);
          }
          return response;
        };
    for (int i = 0; i < 20; i++) {
      assertThat(rejected("SELECT ID FROM T")).isNotNull();
    }
  }

  @Test
  void verificationObjectOfAnotherReadIsIncomplete() throws SQLException {
    insert(0, 50);
    byte[][] first = new byte[1][];
    replica.tamper =
        (request, response) -> {
          if (response instanceof Response.Vo vo) {
            first[0] = first[0] == null ? vo.bytes() : first[0];
            return vo.with(first[0]);
          }
          return response;
        };
    assertThat(ids("SELECT ID FROM T WHERE ID = 3")).containsExactly(3);
    assertThat(rejected("SELECT ID FROM T")).isEqualTo(RejectReason.INCOMPLETE_RESULT);
  }

  @Test
  void oldHeadIsARollbackAndAStaleOneIsRefused() throws SQLException {
    TrustedHead old = replica.head();
    insert(0, 1);
    replica.tamper =
        (request, response) ->
            request instanceof Request.GetHead
                ? new Response.Head(old.header(), old.certificate(), List.of())
                : response;
    assertThat(rejected("SELECT ID FROM T")).isEqualTo(RejectReason.ROLLBACK_DETECTED);
    replica.tamper = (request, response) -> response;
    assertThatThrownBy(() -> FakeConnection.open(replica, "&maxStaleness=5"))
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.STALE_HEAD));
    assertThatThrownBy(() -> FakeConnection.open(replica, "&minHeight=100"))
        .isInstanceOf(UnverifiedException.class);
  }

  @Test
  void trustSurvivesAReconnect() throws SQLException {
    TrustStore store = new MemoryTrustStore();
    TrustedHead old = replica.head();
    insert(0, 1);
    FakeConnection.open(replica, "", store).close();
    replica.tamper =
        (request, response) ->
            request instanceof Request.GetHead ? replica.wireHead(old, 0) : response;
    assertThatThrownBy(() -> FakeConnection.open(replica, "", store))
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.ROLLBACK_DETECTED));
  }

  @Test
  void connectionsOfOneClientReadWhatTheOthersCommitted() throws SQLException {
    AtomicLong seen = new AtomicLong();
    TrustedHead old = replica.head();
    try (Connection writer = FakeConnection.open(replica, "", new MemoryTrustStore(), seen);
        Connection reader = FakeConnection.open(replica, "", new MemoryTrustStore(), seen)) {
      writer.createStatement().executeUpdate("INSERT INTO T VALUES (1, 'a', 1)");
      // An honest replica that lags answers with an older head than the writer's.
      replica.tamper =
          (request, response) ->
              request instanceof Request.GetHead get
                  ? new Response.Head(old.header(), old.certificate(), List.of())
                  : response;
      assertThatThrownBy(() -> reader.createStatement().executeQuery("SELECT ID FROM T"))
          .isInstanceOfSatisfying(
              UnverifiedException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectReason.STALE_HEAD));
      List<Long> least = new ArrayList<>();
      replica.tamper =
          (request, response) -> {
            if (request instanceof Request.GetHead get) {
              least.add(get.leastHeight());
            }
            return response;
          };
      assertThat(reader.createStatement().executeQuery("SELECT ID FROM T").next()).isTrue();
      assertThat(least).containsExactly(replica.head().header().height());
    }
  }

  @Test
  void receiptWithAnotherCountOrPayloadIsUnsound() {
    replica.tamper =
        (request, response) ->
            response instanceof Response.Committed c
                ? new Response.Committed(
                    counting(c.receipt(), 7), 0, 1, List.of(), c.head(), c.carrier())
                : response;
    SQLException e = catchThrowableOfType(SQLException.class, () -> insert(0, 1));
    assertThat(e.getCause()).isInstanceOf(UnverifiedException.class);
    assertThat(e.getErrorCode()).isEqualTo(RejectReason.UNSOUND_ROW.code());
  }

  private static Receipt counting(Receipt r, long inserted) {
    return new Receipt(
        r.payloadHash(),
        r.sender(),
        r.clientId(),
        r.version(),
        r.committed(),
        r.sqlState(),
        r.message(),
        inserted,
        r.updated(),
        r.deleted());
  }

  @Test
  void savedProofVerifiesOfflineAndNoBitOfItCanChange(@TempDir Path directory) throws Exception {
    insert(0, 300);
    Path file = directory.resolve("result.proof");
    String sql = "SELECT ID, NAME FROM T WHERE ID < ? ORDER BY ID DESC";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, 20);
      ResultSet rows = query.executeQuery();
      VerifiedResultSet verified = rows.unwrap(VerifiedResultSet.class);
      assertThatThrownBy(() -> verified.saveProof(file)).isInstanceOf(SQLException.class);
      while (rows.next()) {
        assertThat(rows.getInt("ID")).isLessThan(20);
      }
      assertThat(verified.proofBytes()).isPositive();
      assertThat(verified.signers()).hasSize(3);
      verified.saveProof(file);
    }
    ProofVerifier verifier = new ProofVerifier(FakeConnection.PLANNER);
    ProofVerifier.Report report = verifier.verify(file, replica.chain.genesis());
    assertThat(report.rows()).isEqualTo(20);
    assertThat(report.sql()).isEqualTo(sql);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) (1 << (i & 7));
      assertThatThrownBy(() -> verifier.verify(bytes, replica.chain.genesis()))
          .isInstanceOf(VerificationException.class);
      bytes[i] ^= (byte) (1 << (i & 7));
    }
  }

  @Test
  void metadataComesFromTheCatalog() throws SQLException {
    ResultSet columns = connection.getMetaData().getColumns(null, null, "T", "%");
    List<String> names = new ArrayList<>();
    while (columns.next()) {
      names.add(columns.getString("COLUMN_NAME") + ":" + columns.getString("TYPE_NAME"));
    }
    assertThat(names).containsExactly("ID:INTEGER", "NAME:VARCHAR", "AMOUNT:DECIMAL");
    ResultSet keys = connection.getMetaData().getPrimaryKeys(null, null, "T");
    assertThat(keys.next()).isTrue();
    assertThat(keys.getString("COLUMN_NAME")).isEqualTo("ID");
    assertThat(keys.next()).isFalse();
  }
}
