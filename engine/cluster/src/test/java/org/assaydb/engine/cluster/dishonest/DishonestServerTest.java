package org.assaydb.engine.cluster.dishonest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real driver over real sockets against a server that lies. Whatever the lie, the driver hands
 * out the true rows or throws {@link UnverifiedException}; never other rows, never fewer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DishonestServerTest {
  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM t WHERE id = 17",
          "SELECT * FROM t WHERE id = 100000",
          "SELECT id, name FROM t WHERE id BETWEEN 10 AND 30 ORDER BY id",
          "SELECT id, name FROM t WHERE id > 10 AND id < 400 ORDER BY id DESC LIMIT 5",
          "SELECT id FROM t WHERE grp = 3 ORDER BY id",
          "SELECT COUNT(*), SUM(amount), MIN(name), MAX(d) FROM t",
          "SELECT grp, COUNT(*) FROM t GROUP BY grp ORDER BY grp",
          "SELECT t.id, s.label FROM t LEFT JOIN s ON s.grp = t.grp WHERE t.id < 60 ORDER BY t.id",
          "SELECT id FROM t WHERE id < 20 UNION SELECT grp FROM s ORDER BY 1",
          "SELECT id, amount FROM t WHERE id IN (5, 50, 500) OR name IS NULL ORDER BY id",
          "SELECT grp, COUNT(*), SUM(amount) FROM t GROUP BY grp ORDER BY grp",
          "SELECT SUM(amount) FROM t WHERE grp BETWEEN 2 AND 4",
          "SELECT MAX(amount) FROM t",
          "SELECT id, amount FROM t WHERE amount BETWEEN 100 AND 101 ORDER BY id",
          "SELECT id, _height, _operation FROM t FOR SYSTEM_TIME ALL WHERE id = 20");

  private static final Set<RejectReason> PROOF_REASONS =
      EnumSet.of(
          RejectReason.INCOMPLETE_RESULT,
          RejectReason.ROOT_MISMATCH,
          RejectReason.UNSOUND_ROW,
          RejectReason.MALFORMED,
          RejectReason.NONCANONICAL,
          RejectReason.LIMIT_EXCEEDED,
          RejectReason.CATALOG_MISMATCH);

  /** Enough for a sealed run with column chunks below a run 0. */
  private static final int ROWS = 9_000;

  @TempDir static Path directory;
  private LyingCluster cluster;
  private DishonestResponder server;
  private Connection connection;
  private final Map<String, List<List<Object>>> truth = new LinkedHashMap<>();
  private long earlierHeight;

  @BeforeAll
  void load() throws SQLException {
    cluster = new LyingCluster(directory);
    server = cluster.server();
    connection = cluster.connect("trust-main", "");
    try (Statement s = connection.createStatement()) {
      s.execute(
          "CREATE TABLE t (id INTEGER PRIMARY KEY, grp INTEGER NOT NULL, name VARCHAR(20),"
              + " amount DECIMAL(12, 2), d DOUBLE, note VARCHAR(40))");
      s.execute("CREATE INDEX t_grp ON t (grp) INCLUDE (name)");
      s.execute("CREATE INDEX t_sum ON t (grp) GROUPED BY (grp) SUMMARIZE (amount) SKIP (amount)");
      s.execute("CREATE TABLE s (grp INTEGER PRIMARY KEY, label VARCHAR(10))");
      s.execute("INSERT INTO s VALUES (1, 'one'), (3, 'three'), (5, 'five')");
    }
    try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i % 7);
        insert.setString(3, i % 50 == 49 ? null : "name" + i);
        insert.setBigDecimal(4, java.math.BigDecimal.valueOf(i * 37L, 2));
        insert.setDouble(5, i * 0.5);
        insert.setString(6, "note " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    earlierHeight = height();
    try (Statement s = connection.createStatement()) {
      s.executeUpdate("UPDATE t SET name = 'changed' WHERE id = 17 OR id = 12");
      s.executeUpdate("DELETE FROM t WHERE id = 20 OR id = 45");
      s.executeUpdate("INSERT INTO t VALUES (20, 3, 'again', NULL, NULL, NULL)");
      s.executeUpdate("UPDATE t SET grp = 3 WHERE id = 21");
    }
    for (String query : QUERIES) {
      truth.put(query, rows(query));
    }
  }

  @AfterAll
  void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    cluster.close();
  }

  @AfterEach
  void behave() throws SQLException {
    server.behave();
    assertThat(rows(QUERIES.get(0))).isEqualTo(truth.get(QUERIES.get(0))); // still usable
  }

  private long height() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT 1 FROM s")) {
      return r.unwrap(org.assaydb.jdbc.VerifiedResultSet.class).height();
    }
  }

  private List<List<Object>> rows(String sql) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = r.getMetaData().getColumnCount();
      while (r.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(r.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Runs a query under an attack: true rows, or a rejection, whose reason is returned. */
  private RejectReason outcome(String query) throws SQLException {
    try {
      assertThat(rows(query)).as(query).isEqualTo(truth.get(query));
      return null;
    } catch (UnverifiedException rejected) {
      return rejected.reason();
    }
  }

  @Test
  void answersToOtherReadsAreRejectedOrHarmless() throws SQLException { // S3 S7 C1 C2 C4 C7 C8 Q5
    for (Map.Entry<String, UnaryOperator<ReadSpec>> rewrite :
        Rewrites.all(earlierHeight).entrySet()) {
      int rejected = 0;
      server.rewriteRequests(Rewrites.of(rewrite.getValue()));
      for (String query : QUERIES) {
        RejectReason reason = outcome(query);
        if (reason != null) {
          assertThat(reason).as("%s: %s", rewrite.getKey(), query).isIn(PROOF_REASONS);
          rejected++;
        }
      }
      assertThat(rejected).as(rewrite.getKey()).isPositive();
      server.behave();
    }
  }

  @Test
  void everySampledBitFlipOfAProofIsRejected() throws SQLException { // S1 E1 E2
    Random random = new Random(3);
    for (String query : QUERIES) {
      for (int i = 0; i < 60; i++) {
        server.rewriteResponses(
            response -> {
              if (response instanceof Response.Vo vo) {
                byte[] bytes = vo.bytes().clone();
                int bit = random.nextInt(bytes.length * 8);
                bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
                return vo.with(bytes);
              }
              return response;
            });
        assertThat(outcome(query)).as(query).isNotNull().isIn(PROOF_REASONS);
      }
      server.behave();
    }
  }

  @Test
  void alteredValueInAProofIsRejected() throws SQLException { // S1
    server.rewriteResponses(r -> replace(r, "changed", "chanted"));
    assertThat(outcome(QUERIES.get(0))).isIn(RejectReason.ROOT_MISMATCH, RejectReason.UNSOUND_ROW);
  }

  private static Response replace(Response response, String from, String to) {
    if (!(response instanceof Response.Vo vo)) {
      return response;
    }
    String text = new String(vo.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return vo.with(text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void proofOfAnotherQueryOrHeightIsRejected() throws SQLException { // Q1 Q2 C4
    server.forget();
    rows(QUERIES.get(4));
    Response.Vo other = last(Response.Vo.class);
    server.rewriteResponses(r -> r instanceof Response.Vo ? other : r);
    assertThat(outcome(QUERIES.get(0))).isNotNull().isIn(PROOF_REASONS);
    server.behave();
    rows(QUERIES.get(0));
    Response.Vo stale = last(Response.Vo.class);
    try (Statement s = connection.createStatement()) {
      s.executeUpdate("UPDATE s SET label = 'x' WHERE grp = 5");
      s.executeUpdate("UPDATE s SET label = 'five' WHERE grp = 5");
    }
    server.rewriteResponses(r -> r instanceof Response.Vo ? stale : r);
    assertThat(outcome(QUERIES.get(0))).isEqualTo(RejectReason.ROOT_MISMATCH);
  }

  private <T extends Response> T last(Class<T> kind) {
    List<T> seen = server.seen(kind);
    return seen.get(seen.size() - 1);
  }

  @Test
  void truncatedLengthenedAndGarbageProofsAreRejected() throws SQLException { // D4 E2
    List<UnaryOperator<byte[]>> edits =
        List.of(
            b -> java.util.Arrays.copyOf(b, b.length - 1),
            b -> java.util.Arrays.copyOf(b, b.length / 2),
            b -> new byte[0],
            b -> java.util.Arrays.copyOf(b, b.length + 1),
            b -> new byte[100_000],
            b -> {
              byte[] garbage = new byte[5_000];
              new Random(b.length).nextBytes(garbage);
              return garbage;
            });
    for (UnaryOperator<byte[]> edit : edits) {
      server.rewriteResponses(
          r -> r instanceof Response.Vo vo ? vo.with(edit.apply(vo.bytes())) : r);
      assertThat(outcome(QUERIES.get(2))).isNotNull().isIn(PROOF_REASONS);
    }
  }

  private void rejectedHead(Set<RejectReason> reasons, UnaryOperator<Response.Head> lie)
      throws SQLException {
    server.rewriteResponses(r -> r instanceof Response.Head h ? lie.apply(h) : r);
    assertThat(outcome(QUERIES.get(0))).isNotNull().isIn(reasons);
    server.behave();
  }

  @Test
  void forgedCertificatesAreRejected() throws SQLException { // V1 V2 V3
    for (int signers : new int[] {0, 1, 2}) {
      rejectedFirstHead(RejectReason.CERTIFICATE_INSUFFICIENT, h -> signedBy(h, signers));
    }
    rejectedFirstHead(RejectReason.CERTIFICATE_INVALID, DishonestServerTest::withFlippedSignature);
    rejectedHead(
        EnumSet.of(RejectReason.CERTIFICATE_INVALID),
        h -> head(h, later(h.header()), h.certificate()));
  }

  /** The lie meets a client that trusts nothing but the genesis. */
  private void rejectedFirstHead(RejectReason reason, UnaryOperator<Response.Head> lie) {
    server.rewriteResponses(r -> r instanceof Response.Head h ? lie.apply(h) : r);
    assertThatThrownBy(() -> cluster.connect("trust-first", "").close())
        .isInstanceOfSatisfying(
            UnverifiedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    server.behave();
  }

  private static Response.Head withFlippedSignature(Response.Head head) {
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>(head.certificate().signatures());
    byte[] flipped = signatures.firstEntry().getValue().clone();
    flipped[10] ^= 1;
    signatures.put(signatures.firstKey(), flipped);
    return head(head, head.header(), new Certificate(head.certificate().statement(), signatures));
  }

  private static Response.Head signedBy(Response.Head head, int signers) {
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>();
    head.certificate()
        .signatures()
        .forEach(
            (seat, signature) -> {
              if (signatures.size() < signers) {
                signatures.put(seat, signature);
              }
            });
    return head(head, head.header(), new Certificate(head.certificate().statement(), signatures));
  }

  private static Response.Head head(Response.Head h, BlockHeader header, Certificate certificate) {
    return new Response.Head(header, certificate, h.blockLogPath());
  }

  /** The header with another time, so that it is not the one that the client trusts already. */
  private static BlockHeader later(BlockHeader h) {
    return new BlockHeader(
        h.protocolVersion(),
        h.chainId(),
        h.height(),
        h.epoch(),
        h.slot(),
        h.parentHash(),
        h.timeMs() + 1,
        h.proposer(),
        h.justification(),
        h.transactionsRoot(),
        h.previous(),
        h.archiveRoot(),
        h.validatorSetHash(),
        h.nextValidatorSetHash(),
        h.blockLogRoot());
  }

  @Test
  void oldHeadsAreRejected() throws Exception { // F1 F2
    server.forget();
    rows(QUERIES.get(0));
    Response.Head old = last(Response.Head.class);
    try (Statement s = connection.createStatement()) {
      s.executeUpdate("UPDATE s SET label = 'y' WHERE grp = 5");
      s.executeUpdate("UPDATE s SET label = 'five' WHERE grp = 5");
    }
    rejectedHead(EnumSet.of(RejectReason.ROLLBACK_DETECTED, RejectReason.STALE_HEAD), h -> old);
    try (Connection again = cluster.connect("trust-main", "")) { // after a restart of the client
      assertThat(again.isValid(5)).isTrue();
    }
    server.rewriteResponses(r -> r instanceof Response.Head ? old : r);
    assertThatThrownBy(
            () -> {
              try (Connection again = cluster.connect("trust-main", "");
                  Statement s = again.createStatement()) {
                s.executeQuery(QUERIES.get(0));
              }
            })
        .isInstanceOf(UnverifiedException.class);
    server.behave();
    // A new client has seen nothing: only the age of the head can tell.
    server.rewriteResponses(r -> r instanceof Response.Head ? fromGenesis(old) : r);
    assertThatThrownBy(
            () -> {
              try (Connection fresh =
                      cluster.connect("trust-new", "&minHeight=" + (old.header().height() + 1));
                  Statement s = fresh.createStatement()) {
                s.executeQuery(QUERIES.get(0));
              }
            })
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.STALE_HEAD));
  }

  private Response fromGenesis(Response.Head old) {
    return new Response.Head(
        old.header(), old.certificate(), cluster.pathFromGenesis(old.header().height()));
  }

  @Test
  void anotherChainIsRejected() throws SQLException { // F3
    server.rewriteResponses(
        r ->
            r instanceof Response.HelloReply h
                ? new Response.HelloReply(h.protocolVersion(), new Digest(1, 2, 3, 4), h.seat())
                : r);
    assertThatThrownBy(() -> cluster.connect("trust-other", "").close())
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.WRONG_CHAIN));
    server.behave();
    server.rewriteResponses(
        r ->
            r instanceof Response.HelloReply h
                ? new Response.HelloReply(h.protocolVersion() + 1, h.chainId(), h.seat())
                : r);
    assertThatThrownBy(() -> cluster.connect("trust-other", "").close()) // Q8
        .isInstanceOf(SQLException.class);
  }

  @Test
  void alteredCatalogIsRejected() throws SQLException { // Q3 Q4 Q6
    server.rewriteResponses(
        r -> {
          if (r instanceof Response.CatalogBytes c) {
            String text =
                new String(c.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace("AMOUNT", "AMOUNS");
            return new Response.CatalogBytes(
                text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
          }
          return r;
        });
    assertThatThrownBy(
            () -> {
              try (Connection fresh = cluster.connect("trust-catalog", "");
                  Statement s = fresh.createStatement()) {
                s.executeQuery(QUERIES.get(0));
              }
            })
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.CATALOG_MISMATCH));
  }

  @Test
  void errorsOfTheServerAreNeverAnEmptySuccess() { // Q7
    server.rewriteResponses(
        r ->
            r instanceof Response.Vo
                ? new Response.Failure(FailureCode.USER, "0A000", "unsupported, trust me")
                : r);
    assertThatThrownBy(() -> rows(QUERIES.get(0))).isInstanceOf(SQLException.class);
    server.rewriteResponses(r -> r instanceof Response.Vo ? new Response.StatusReply("{}") : r);
    assertThatThrownBy(() -> rows(QUERIES.get(0))).isInstanceOf(SQLException.class);
  }

  @Test
  void falseAcknowledgementsAreRejected() throws SQLException { // S8 F7 C10
    List<UnaryOperator<Response.Committed>> lies =
        List.of(
            c -> with(c, receipt(c.receipt(), c.receipt().updated() + 1, c.receipt().committed())),
            c -> with(c, receipt(c.receipt(), 0, false)),
            c ->
                new Response.Committed(
                    c.receipt(),
                    c.receiptIndex(),
                    c.receiptCount(),
                    c.receiptPath(),
                    signedBy(c.head(), 2),
                    c.carrier()),
            c ->
                new Response.Committed(
                    c.receipt(),
                    c.receiptIndex() + 1,
                    c.receiptCount() + 1,
                    c.receiptPath(),
                    c.head(),
                    c.carrier()));
    for (UnaryOperator<Response.Committed> lie : lies) {
      server.rewriteResponses(r -> r instanceof Response.Committed c ? lie.apply(c) : r);
      assertThatThrownBy(
              () -> {
                try (Statement s = connection.createStatement()) {
                  s.executeUpdate("UPDATE s SET label = 'five' WHERE grp = 5");
                }
              })
          .isInstanceOf(UnverifiedException.class);
      server.behave();
    }
    server.forget();
    try (Statement s = connection.createStatement()) {
      s.executeUpdate("UPDATE s SET label = 'five' WHERE grp = 5");
    }
    Response.Committed another = last(Response.Committed.class);
    server.rewriteResponses(r -> r instanceof Response.Committed ? another : r);
    assertThatThrownBy(
            () -> {
              try (Statement s = connection.createStatement()) {
                s.executeUpdate("UPDATE s SET label = 'five' WHERE grp = 5");
              }
            })
        .isInstanceOf(UnverifiedException.class);
  }

  private static Response.Committed with(Response.Committed c, Receipt receipt) {
    return new Response.Committed(
        receipt, c.receiptIndex(), c.receiptCount(), c.receiptPath(), c.head(), c.carrier());
  }

  private static Receipt receipt(Receipt r, long updated, boolean committed) {
    return new Receipt(
        r.payloadHash(),
        r.sender(),
        r.clientId(),
        r.version(),
        committed,
        committed ? "00000" : "40001",
        r.message(),
        r.inserted(),
        updated,
        r.deleted());
  }
}
