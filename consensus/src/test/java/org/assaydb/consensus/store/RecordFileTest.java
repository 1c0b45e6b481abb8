package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
  private static final int MOST = 1000;
  private static final List<String> RECORDS = List.of("first", "", "the third one");

  @TempDir Path dir;
  private Path file;
  private byte[] whole;
  private long beforeLast;

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("records");
    try (RecordFile records = new RecordFile(file)) {
      for (String record : RECORDS) {
        beforeLast = records.append(record.getBytes());
      }
    }
    whole = Files.readAllBytes(file);
  }

  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (RecordFile records = new RecordFile(file)) {
      records.replay(MOST, (offset, bytes) -> read.add(new String(bytes)));
    }
    return read;
  }

  @Test
  void recordsComeBack() throws IOException {
    assertThat(read(file)).isEqualTo(RECORDS);
    try (RecordFile records = new RecordFile(file)) {
      assertThat(new String(records.read(beforeLast, MOST))).isEqualTo(RECORDS.get(2));
      assertThatThrownBy(() -> records.read(beforeLast + 1, MOST))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(file.toString());
      records.clear();
    }
    assertThat(read(file)).isEmpty();
  }

  @Test
  void anAppendThatWasCutShortLosesItselfOnly() throws IOException {
    for (int length = (int) beforeLast; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read(file)).isEqualTo(RECORDS.subList(0, 2));
      assertThat(Files.size(file)).isEqualTo(beforeLast);
    }
  }

  @Test
  void aFlippedBitIsNamedUnlessItCouldBeATornTail() throws IOException {
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
      Files.write(file, damaged);
      if (bit >> 3 < beforeLast) {
        assertThatThrownBy(() -> read(file))
            .as("bit %d", bit)
            .isInstanceOf(DamagedFileException.class)
            .hasMessageContaining("restore it");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
      } else {
        assertThat(read(file)).as("bit %d", bit).isEqualTo(RECORDS.subList(0, 2));
      }
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedAsItIs() throws IOException {
    byte[] other = new byte[100];
    Files.write(file, other);
    assertThatThrownBy(() -> read(file)).isInstanceOf(DamagedFileException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(other);
  }

  @Test
  void aKeyWhoseVotesAreGoneDoesNotVote() {
    Path votes = dir.resolve("votes");
    assertThatThrownBy(() -> FileVoteLog.open(votes, false)).hasMessageContaining("new key");
    FileVoteLog.open(votes, true).close();
    FileVoteLog.open(votes, false).close();
  }

  /** Certificates wait for a vote, but not for ever: a record has a greatest size. */
  @Test
  void certificatesAreThereWithTheVoteThatRestsOnThem() {
    Path votes = dir.resolve("votes");
    Vote vote = new Vote(new ValidatorId(0), new Statement.Skip(0, 9_000), new byte[64]);
    try (FileVoteLog log = FileVoteLog.open(votes, true)) {
      for (int slot = 1; slot <= 5_000; slot++) {
        log.keep(certificate(slot));
      }
    }
    try (FileVoteLog log = FileVoteLog.open(votes, false)) {
      assertThat(log.certificates()).hasSize(4_096);
      log.keep(certificate(8_000));
      log.append(vote);
    }
    try (FileVoteLog log = FileVoteLog.open(votes, false)) {
      assertThat(log.certificates()).hasSize(4_097);
      assertThat(log.load()).hasSize(1);
      log.pruneBelow(1_000);
    }
    try (FileVoteLog log = FileVoteLog.open(votes, false)) {
      assertThat(log.floor()).isEqualTo(1_000);
      assertThat(log.certificates()).hasSize(4_097 - 999);
      assertThat(log.load()).hasSize(1);
    }
  }

  private static Certificate certificate(long slot) {
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>();
    signatures.put(new ValidatorId(0), new byte[64]);
    return new Certificate(new Statement.Skip(0, slot), signatures);
  }
}
