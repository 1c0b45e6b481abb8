package org.assaydb.consensus.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.store.FileVoteLog;
import org.assaydb.consensus.store.MemoryVoteLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoteSignerTest {
  private static final Digest A = new Digest(1, 0, 0, 0);
  private static final Digest B = new Digest(2, 0, 0, 0);
  private static final byte[] SECRET = new byte[32];
  private static final Statement FINAL = new Statement.Final(0, 5, A, new Roots(A, A, A));

  @TempDir Path dir;

  private static VoteSigner signer(VoteLog log) {
    return new VoteSigner(A, new ValidatorId(1), SECRET, log);
  }

  @Test
  void signsOneNotarPerSlotEvenAfterRestart() {
    Path file = dir.resolve("votes");
    Vote first;
    try (VoteLog log = FileVoteLog.open(file, true)) {
      first = signer(log).sign(new Statement.Notar(0, 5, A)).orElseThrow();
      assertThat(signer(log).sign(new Statement.Notar(0, 5, B))).isEmpty();
    }
    try (VoteLog log = FileVoteLog.open(file, true)) {
      assertThat(signer(log).sign(new Statement.Notar(0, 5, B))).isEmpty();
      Vote again = signer(log).sign(new Statement.Notar(0, 5, A)).orElseThrow();
      assertThat(again.signature()).isEqualTo(first.signature());
      assertThat(log.load()).hasSize(1);
    }
    assertThat(
            Ed25519.verify(
                Ed25519.publicKey(SECRET), first.statement().signingBytes(A), first.signature()))
        .isTrue();
  }

  @Test
  void neverSignsFinalAndSkipInOneSlot() {
    VoteLog skipped = new MemoryVoteLog();
    assertThat(signer(skipped).sign(new Statement.Skip(0, 5))).isPresent();
    assertThat(signer(skipped).sign(FINAL)).isEmpty();
    VoteLog finalised = new MemoryVoteLog();
    assertThat(signer(finalised).sign(FINAL)).isPresent();
    assertThat(signer(finalised).sign(new Statement.Skip(0, 5))).isEmpty();
    assertThat(signer(finalised).sign(new Statement.Skip(0, 6))).isPresent();
  }

  @Test
  void refusesPrunedSlots() {
    VoteLog log = new MemoryVoteLog();
    signer(log).sign(FINAL);
    signer(log).pruneBelow(6);
    assertThat(signer(log).sign(new Statement.Skip(0, 5))).isEmpty();
  }

  @Test
  void cutsTornTailAtEveryLengthAndStopsAtDamageBeforeIt() throws Exception {
    Path file = dir.resolve("votes");
    long one;
    try (VoteLog log = FileVoteLog.open(file, true)) {
      signer(log).sign(new Statement.Notar(0, 5, A));
      one = Files.size(file);
      signer(log).sign(FINAL);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = (int) one; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (VoteLog log = FileVoteLog.open(file, true)) {
        assertThat(log.load()).hasSize(1);
      }
      assertThat(Files.size(file)).isEqualTo(one);
    }
    whole[20] ^= 1;
    Files.write(file, whole);
    assertThatThrownBy(() -> FileVoteLog.open(file, true)).isInstanceOf(UncheckedIOException.class);
  }
}
