package org.assaydb.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assaydb.engine.terminal.Target;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay verify} on a proof that the driver saved. */
class VerifyCommandTest {
  @TempDir static Path directory;

  private static final String DISGUISED =
      "SELECT name /* \u202e \u001b[1A \u001b[2K \r \u200b \n */ || '\\u202e' || ? || ? FROM t"
          + " WHERE id = 2";

  /** 2 to the power of 60 rows. */
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM t a0"
          + IntStream.range(1, 60).mapToObj(i -> ", t a" + i).collect(Collectors.joining());

  /** Reads the same. */
  private static final String SHORT = "SELECT COUNT(*) FROM t a0, t a1";

  private static final int LIKES = 600;

  private static Path disguised;
  private static Path endless;
  private static Path proof;
  private static Path genesis;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void saveProof() throws Exception {
    Path replicas = directory.resolve("a name with blanks % 25");
    proof = directory.resolve("answer.proof");
    disguised = directory.resolve("disguised.proof");
    endless = directory.resolve("short.proof");
    genesis = replicas.resolve("genesis");
    try (Connection connection = DriverManager.getConnection(Target.embeddedUrl(replicas));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))");
      statement.executeUpdate("INSERT INTO t VALUES (1, 'one'), (2, 'two')");
      save(connection, proof, "SELECT name FROM t WHERE id = 2");
      save(connection, disguised, DISGUISED, "a', 'b", "\u001b[2J\u202e");
      save(connection, endless, SHORT);
    }
  }

  private static void save(Connection connection, Path file, String sql, String... parameters)
      throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          result.getString(1);
        }
        result.unwrap(VerifiedResultSet.class).saveProof(file);
      }
    }
  }

  private int verify(Path file, Path trust, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("verify", file.toString(), "--trust", trust.toString()));
    arguments.addAll(List.of(more));
    return Assay.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(new String[0]));
  }

  /** P1: what a terminal would obey or hide is shown as an escape. */
  @Test
  void showsTheStatementAndItsValuesEscaped() {
    assertThat(verify(disguised, genesis)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("/* \\u202e \\u001b[1A \\u001b[2K \\r \\u200b \\n */ || '\\\\u202e'")
        .contains("parameters  'a'', ''b', '\\u001b[2J\\u202e'\n");
    assertThat(out.toString().replace(System.lineSeparator(), "").chars())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  /** P1: a small file whose statement would run for years. */
  @Test
  void exitsWithTwoWhenTheReplayTakesTooLong() throws Exception {
    Path file = Files.write(directory.resolve("endless.proof"), withStatement(ENDLESS));
    int status = verify(file, genesis, "--timeout", "1");
    assertThat(status).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).startsWith("assay: LIMIT_EXCEEDED").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  /** P1: the parser is at work for some seconds. */
  @Test
  void exitsWithTwoWhenTheStatementTakesTooLongToRead() throws Exception {
    String chain = SHORT + " WHERE TRUE" + " AND 'a' NOT LIKE 'b'".repeat(LIKES);
    Path file = Files.write(directory.resolve("chain.proof"), withStatement(chain));
    int status = verify(file, genesis, "--timeout", "1");
    assertThat(status).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).startsWith("assay: LIMIT_EXCEEDED");
  }

  /** The proof of {@link #SHORT} with another statement, sealed again. */
  private static byte[] withStatement(String sql) throws IOException {
    byte[] bytes = Files.readAllBytes(endless);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(SHORT);
    int lengthBytes = new ByteWriter().varint(SHORT.length()).toBytes().length;
    byte[] body =
        new ByteWriter()
            .raw(bytes, 0, at - lengthBytes)
            .string(sql)
            .raw(bytes, at + SHORT.length(), bytes.length - Digest.SIZE_BYTES)
            .toBytes();
    return new ByteWriter().raw(body).digest(Sha256.of(HashTag.RESULT, body)).toBytes();
  }

  /** P1: names and messages of the file do not reach the terminal as they are. */
  @Test
  void exitsWithTwoForAGenesisThatIsNoFileOfOurs() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "\u001b[2J".repeat(1_000));
    assertThat(verify(proof, other)).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\u001b");
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
