package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedProofsTest {
  private static final ProofVerifier VERIFIER = new ProofVerifier(new CalcitePlanner());
  private static final String SMALL = "SELECT id, v FROM p WHERE id = 7";

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private long earlier;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connect("trust");
    run(
        connection,
        "CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER, g INTEGER)",
        "CREATE TABLE g (id INTEGER PRIMARY KEY, name VARCHAR(9))",
        "CREATE INDEX p_v ON p (v)",
        "INSERT INTO g VALUES (0, 'zero'), (1, 'one'), (2, 'two')");
    StringBuilder insert = new StringBuilder("INSERT INTO p VALUES (0, 0, 0)");
    for (int i = 1; i < 40; i++) {
      insert
          .append(", (")
          .append(i)
          .append(", ")
          .append(i * i)
          .append(", ")
          .append(i % 3)
          .append(")");
    }
    run(connection, insert.toString());
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(SMALL)) {
      earlier = r.unwrap(VerifiedResultSet.class).height();
    }
    run(connection, "UPDATE p SET v = -1 WHERE id = 7");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private Path save(String sql, String name) throws SQLException {
    Path file = directory.resolve(name);
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        assertThat(r.getRow()).isPositive();
      }
      r.unwrap(VerifiedResultSet.class).saveProof(file);
    }
    return file;
  }

  private Genesis genesis() {
    return cluster.cluster().genesis();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        SMALL + "; 1",
        "SELECT id, v FROM p WHERE id = 700; 0",
        "SELECT id FROM p WHERE id BETWEEN 10 AND 19 ORDER BY id DESC; 10",
        "SELECT g, COUNT(*), SUM(v) FROM p GROUP BY g ORDER BY g; 3",
        "SELECT p.id, g.name FROM p JOIN g ON g.id = p.g WHERE p.id < 6 ORDER BY p.id; 6",
        "SELECT v FROM p FOR SYSTEM_TIME AS OF $HEIGHT WHERE id = 7; 1"
      })
  void verifiesOfflineUnderItsOwnGenesisOnly(String template, int rows) throws Exception {
    String sql = template.replace("$HEIGHT", String.valueOf(earlier));
    Path file = save(sql, "proof" + sql.hashCode());
    ProofVerifier.Report report = VERIFIER.verify(file, genesis());
    assertThat(report.rows()).isEqualTo(rows);
    assertThat(report.sql()).isEqualTo(sql);
    assertThat(report.signers()).hasSizeGreaterThanOrEqualTo(3);
    try (Cluster other =
        Cluster.start(directory.resolve("other" + sql.hashCode()), RealCluster.FAST)) {
      assertReason(Files.readAllBytes(file), other.genesis(), RejectReason.WRONG_CHAIN);
    }
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(sql.length());
    for (int i = 0; i < 300; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> VERIFIER.verify(changed, genesis()))
          .isInstanceOf(VerificationException.class);
    }
  }

  /** With the checksum made good again, so that each check behind it has to hold by itself. */
  @Test
  void noBitCanChangeUnnoticed() throws Exception {
    byte[] bytes = Files.readAllBytes(save(SMALL, "small.proof"));
    ProofVerifier.Report honest = VERIFIER.verify(bytes, genesis());
    int from = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(SMALL);
    assertThat(from).isPositive();
    List<String> accepted = new ArrayList<>();
    int sameMeaning = 0;
    for (int bit = 0; bit < (bytes.length - Digest.SIZE_BYTES) * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit >> 3] ^= (byte) (1 << (bit & 7));
      ProofVerifier.Report report = tryVerify(resealed(changed));
      boolean inSql = bit >> 3 >= from && bit >> 3 < from + SMALL.length();
      if (report != null && inSql && sameStatement(report.sql())) {
        // The report shows the text that was proved; another case is the same question.
        assertThat(report.resultDigest()).isEqualTo(honest.resultDigest());
        sameMeaning++;
      } else if (report != null) {
        accepted.add(bit + " of byte " + (bit >> 3) + ": " + report.sql());
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(sameMeaning).isLessThanOrEqualTo(SMALL.length());
  }

  /** Counts choose among right plans: with others the evidence fits no more, or the rows stay. */
  @Test
  void otherCountsNeverGiveOtherRows() throws Exception {
    String sql = "SELECT p.id, g.name FROM p JOIN g ON g.id = p.g WHERE p.v > 9 ORDER BY p.id";
    byte[] bytes = Files.readAllBytes(save(sql, "counted.proof"));
    ProofVerifier.Report honest = VERIFIER.verify(bytes, genesis());
    int from = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(sql) + sql.length();
    int accepted = 0;
    for (int bit = from * 8; bit < (bytes.length - Digest.SIZE_BYTES) * 8; bit += 3) {
      byte[] changed = bytes.clone();
      changed[bit >> 3] ^= (byte) (1 << (bit & 7));
      ProofVerifier.Report report = tryVerify(resealed(changed));
      if (report != null) {
        assertThat(report.resultDigest()).isEqualTo(honest.resultDigest());
        assertThat(report.rows()).isEqualTo(honest.rows());
        accepted++;
      }
    }
    // Low bits of counts change no plan.
    assertThat(accepted).isPositive();
  }

  @Test
  void aStatementOfMoreRangesThanAreCountedIsPlannedTheSameWayAgain() throws Exception {
    StringBuilder sql = new StringBuilder("SELECT COUNT(*) FROM (SELECT id FROM p WHERE id < 0");
    for (int i = 0; i < 540; i++) {
      sql.append(" UNION ALL SELECT id FROM p WHERE v BETWEEN ").append(i).append(" AND 2000");
      sql.append(" AND id BETWEEN 5 AND ").append(i + 6);
    }
    Path file = save(sql.append(") AS t").toString(), "ranges.proof");
    assertThat(VERIFIER.verify(file, genesis()).rows()).isEqualTo(1);
  }

  private static boolean sameStatement(String sql) {
    return normal(sql).equals(normal(SMALL));
  }

  /** Letter case does not matter, nor a space that has become a leading zero. */
  private static String normal(String sql) {
    return sql.toUpperCase(java.util.Locale.ROOT).replace("=07", "= 7");
  }

  private ProofVerifier.@org.jspecify.annotations.Nullable Report tryVerify(byte[] bytes) {
    try {
      return VERIFIER.verify(bytes, genesis());
    } catch (VerificationException e) {
      return null;
    }
  }

  private static byte[] resealed(byte[] bytes) {
    byte[] body = Arrays.copyOf(bytes, bytes.length - Digest.SIZE_BYTES);
    byte[] out = bytes.clone();
    byte[] sum = Sha256.of(HashTag.RESULT, body).toBytes();
    System.arraycopy(sum, 0, out, body.length, sum.length);
    return out;
  }

  @Test
  void cutAppendedAndOtherBytesAreMalformed() throws Exception {
    byte[] bytes = Files.readAllBytes(save(SMALL, "cut.proof"));
    for (int length = 0; length < bytes.length; length += 1 + length / 16) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertMalformed(cut);
      if (length > 40) {
        assertMalformed(resealed(cut));
      }
    }
    assertMalformed(Arrays.copyOf(bytes, bytes.length + 1));
    assertMalformed(resealed(Arrays.copyOf(bytes, bytes.length + 7)));
    byte[] garbage = new byte[5_000];
    new Random(5).nextBytes(garbage);
    assertMalformed(garbage);
    System.arraycopy("ASSAYPRF".getBytes(StandardCharsets.US_ASCII), 0, garbage, 0, 8);
    assertMalformed(resealed(garbage));
  }

  private void assertMalformed(byte[] bytes) {
    assertThatThrownBy(() -> VERIFIER.verify(bytes, genesis()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isIn(RejectReason.MALFORMED, RejectReason.NONCANONICAL));
  }

  private static void assertReason(byte[] bytes, Genesis genesis, RejectReason reason)
      throws IOException {
    assertThatThrownBy(() -> VERIFIER.verify(bytes, genesis))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
