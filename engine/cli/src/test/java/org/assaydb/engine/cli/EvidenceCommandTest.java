package org.assaydb.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assaydb.engine.terminal.Style;
import org.assaydb.jdbc.LedgerConnection.Testimony;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.Test;

final class EvidenceCommandTest {
  private static String printed(List<Testimony> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    EvidenceCommand.print(all, new Style(out, false));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void namesWhoHoldsEachContradiction() {
    ValidatorId voter = new ValidatorId(2);
    Roots roots = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);
    Contradiction found =
        new Contradiction(
            new Vote(voter, new Statement.Skip(0, 41), new byte[64]),
            new Vote(voter, new Statement.Final(0, 41, Digest.ZERO, roots), new byte[64]));
    String text =
        printed(
            List.of(
                new Testimony("a:1", List.of(found), null),
                new Testimony("b:2", List.of(), "no answer: \u001b[2Jgone"),
                new Testimony("c:3", List.of(found), null)));
    assertThat(text).contains("a:1, c:3", "41", "Skip", "Final 000000000000", "b:2");
    assertThat(text.lines().filter(l -> l.contains("Skip"))).hasSize(1);
    assertThat(text).doesNotContain("\u001b");
  }

  @Test
  void saysWhenThereIsNone() {
    assertThat(printed(List.of(new Testimony("a:1", List.of(), null))))
        .isEqualTo(
            "no evidence against any validator; 1 of 1 replicas answered" + System.lineSeparator());
  }
}
