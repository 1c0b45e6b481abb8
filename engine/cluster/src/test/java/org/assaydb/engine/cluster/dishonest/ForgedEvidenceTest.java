package org.assaydb.engine.cluster.dishonest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.jdbc.LedgerConnection;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is accused by votes that it did not sign. */
final class ForgedEvidenceTest {
  @Test
  void forgedEvidenceAccusesNobody(@TempDir Path directory) throws SQLException {
    try (LyingCluster cluster = new LyingCluster(directory);
        Connection connection = cluster.connect("trust", "")) {
      LedgerConnection ledger = connection.unwrap(LedgerConnection.class);
      assertThat(ledger.evidence())
          .singleElement()
          .satisfies(t -> assertThat(t.failure()).isNull())
          .satisfies(t -> assertThat(t.evidence()).isEmpty());
      ValidatorId victim = new ValidatorId(1);
      Roots roots = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);
      Vote skip = new Vote(victim, new Statement.Skip(0, 5), new byte[64]);
      Vote last = new Vote(victim, new Statement.Final(0, 5, Digest.ZERO, roots), new byte[64]);
      cluster
          .server()
          .rewriteResponses(
              response ->
                  response instanceof Response.Evidence
                      ? new Response.Evidence(List.of(new Contradiction(skip, last)))
                      : response);
      assertThat(ledger.evidence())
          .singleElement()
          .satisfies(t -> assertThat(t.evidence()).isEmpty())
          .satisfies(t -> assertThat(t.failure()).startsWith("unverified"));
    }
  }
}
