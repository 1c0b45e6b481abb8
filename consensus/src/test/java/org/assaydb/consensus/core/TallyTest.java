package org.assaydb.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Digest CHAIN = new Digest(1, 2, 3, 4);
  private static final Digest A = new Digest(5, 0, 0, 0);
  private static final Digest B = new Digest(6, 0, 0, 0);
  private static final Statement SKIP = new Statement.Skip(0, 7);

  private final List<byte[]> secrets = new ArrayList<>();
  private final List<Effect.Evidence> evidence = new ArrayList<>();
  private final Tally tally;

  TallyTest() {
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      secret[0] = (byte) (seat + 1);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    tally = new Tally(CHAIN, new ValidatorSet(keys), SignatureScheme.ED25519);
  }

  private Optional<Certificate> add(int seat, Statement statement) {
    byte[] signature = Ed25519.sign(secrets.get(seat), statement.signingBytes(CHAIN));
    return tally.add(new Vote(new ValidatorId(seat), statement, signature), evidence::add);
  }

  @Test
  void aQuorumMakesOneCertificate() {
    assertThat(add(0, SKIP)).isEmpty();
    assertThat(add(0, SKIP)).isEmpty();
    assertThat(add(1, SKIP)).isEmpty();
    Certificate certificate = add(2, SKIP).orElseThrow();
    assertThat(tally.isQuorum(certificate)).isTrue();
    assertThat(add(3, SKIP)).isEmpty();
    assertThat(evidence).isEmpty();
  }

  @Test
  void signaturesOfKnownStatementsAreCheckedLikeOthers() {
    add(0, SKIP);
    add(1, SKIP);
    Certificate certificate = add(2, SKIP).orElseThrow();
    TreeMap<ValidatorId, byte[]> junk = new TreeMap<>(certificate.signatures());
    byte[] right = junk.put(new ValidatorId(1), new byte[64]);
    assertThat(tally.isQuorum(new Certificate(SKIP, new TreeMap<>(junk)))).isFalse();
    junk.remove(new ValidatorId(1));
    assertThat(tally.isQuorum(new Certificate(SKIP, new TreeMap<>(junk)))).isFalse();
    // A valid quorum with one wrong signature more is none.
    junk.put(new ValidatorId(1), right);
    junk.put(new ValidatorId(3), new byte[64]);
    assertThat(tally.isQuorum(new Certificate(SKIP, junk))).isFalse();
  }

  @Test
  void aContradictionIsToldOfOnce() {
    add(0, new Statement.Notar(0, 7, A));
    for (int i = 0; i < 200; i++) {
      add(0, new Statement.Notar(0, 7, i % 2 == 0 ? B : new Digest(i, 9, 9, 9)));
    }
    assertThat(evidence).hasSize(1);
    add(0, SKIP);
    assertThat(evidence).hasSize(1);
    add(0, new Statement.Final(0, 7, A, new Roots(A, A, A)));
    add(0, new Statement.Final(0, 7, A, new Roots(A, A, A)));
    assertThat(evidence).hasSize(2);
    assertThat(evidence.get(1).contradiction().first().statement()).isEqualTo(SKIP);
  }
}
