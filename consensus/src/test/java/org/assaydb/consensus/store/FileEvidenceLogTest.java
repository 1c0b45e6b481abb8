package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEvidenceLogTest {
  @TempDir Path directory;

  private static Contradiction contradiction(int seat, long slot) {
    Statement skip = new Statement.Skip(0, slot);
    Statement notar = new Statement.Notar(0, slot, Digest.ZERO);
    ValidatorId voter = new ValidatorId(seat);
    return new Contradiction(
        new Vote(voter, skip, new byte[64]), new Vote(voter, notar, new byte[64]));
  }

  private static List<Long> slots(EvidenceLog log) {
    return log.all().stream().map(c -> c.first().statement().slot()).toList();
  }

  @Test
  void isThereAfterARestart() {
    Path file = directory.resolve("evidence");
    try (EvidenceLog log = FileEvidenceLog.open(file)) {
      assertThat(log.all()).isEmpty();
      assertThat(log.keep(contradiction(1, 7))).isTrue();
      assertThat(log.keep(contradiction(3, 8))).isTrue();
    }
    try (EvidenceLog log = FileEvidenceLog.open(file)) {
      assertThat(slots(log)).containsExactly(7L, 8L);
      assertThat(log.keep(contradiction(1, 9))).isTrue();
      assertThat(slots(log)).containsExactly(7L, 8L, 9L);
    }
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void damageIsMendedFromMemoryAndCostsOneRecordAfterARestart() throws Exception {
    Path file = directory.resolve("evidence");
    try (FileEvidenceLog log = FileEvidenceLog.open(file)) {
      for (int slot = 7; slot <= 9; slot++) {
        log.keep(contradiction(1, slot));
      }
      flip(file, 100);
      assertThat(log.scrub()).hasSize(1).allMatch(Damage::repaired);
      assertThat(log.scrub()).isEmpty();
    }
    try (FileEvidenceLog log = FileEvidenceLog.open(file)) {
      assertThat(slots(log)).containsExactly(7L, 8L, 9L);
    }
    flip(file, 100);
    try (FileEvidenceLog log = FileEvidenceLog.open(file)) {
      assertThat(slots(log)).containsExactly(8L, 9L);
      assertThat(log.scrub()).hasSize(1);
    }
    try (FileEvidenceLog log = FileEvidenceLog.open(file)) {
      assertThat(slots(log)).containsExactly(8L, 9L);
      assertThat(log.scrub()).isEmpty();
    }
  }

  @Test
  void aValidatorCannotFillTheDisk() {
    try (EvidenceLog log = FileEvidenceLog.open(directory.resolve("evidence"))) {
      int kept = 0;
      for (int slot = 1; slot <= 1_000; slot++) {
        kept += log.keep(contradiction(1, slot)) ? 1 : 0;
      }
      assertThat(kept).isEqualTo(EvidenceLog.MOST_OF_A_VALIDATOR);
      assertThat(log.keep(contradiction(2, 1))).isTrue();
      assertThat(log.all()).hasSize(kept + 1);
    }
  }
}
