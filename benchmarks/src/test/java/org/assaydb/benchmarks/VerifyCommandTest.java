package org.assaydb.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.assaydb.benchmarks.cli.Target;
import org.assaydb.jdbc.VerifiedResultSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay verify} on a proof that the driver saved. */
class VerifyCommandTest {
  @TempDir static Path directory;

  private static Path proof;
  private static Path genesis;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void saveProof() throws Exception {
    Path replicas = directory.resolve("a name with blanks % 25");
    proof = directory.resolve("answer.proof");
    genesis = replicas.resolve("genesis");
    try (Connection connection = DriverManager.getConnection(Target.embeddedUrl(replicas));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))");
      statement.executeUpdate("INSERT INTO t VALUES (1, 'one'), (2, 'two')");
      try (ResultSet result = statement.executeQuery("SELECT name FROM t WHERE id = 2")) {
        while (result.next()) {
          result.getString(1);
        }
        result.unwrap(VerifiedResultSet.class).saveProof(proof);
      }
    }
  }

  private int verify(Path file, Path trust) {
    return Assay.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("verify", file.toString(), "--trust", trust.toString());
  }

  @Test
  void exitsWithZeroForAProofThatHolds() {
    assertThat(verify(proof, genesis)).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("VERIFIED").contains("SELECT name FROM t WHERE id = 2");
  }

  @Test
  void exitsWithOneAndTheReasonForAnAlteredProof() throws Exception {
    byte[] bytes = Files.readAllBytes(proof);
    bytes[bytes.length / 2] ^= 1;
    Path altered = Files.write(directory.resolve("altered.proof"), bytes);

    assertThat(verify(altered, genesis)).isEqualTo(1);
    assertThat(err.toString()).startsWith("REJECTED ");
  }

  @Test
  void exitsWithTwoWhenAFileCannotBeRead() {
    assertThat(verify(directory.resolve("none"), genesis)).isEqualTo(2);
    assertThat(verify(proof, directory.resolve("none"))).isEqualTo(2);
  }

  @Test
  void exitsWithTwoWhenTheGenesisIsNone() {
    assertThat(verify(proof, proof)).isEqualTo(2);
    assertThat(err.toString()).contains("is no genesis file");
  }
}
