package org.assaydb.proofs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.junit.jupiter.api.Test;

/** Evidence convicts who signed both votes, and nobody else. */
final class ContradictionTest {
  private static final Digest CHAIN = digest(1);
  private static final Roots ROOTS = new Roots(digest(2), digest(3), digest(4));
  private final List<byte[]> secrets = new ArrayList<>();
  private final ValidatorSet validators = validators();

  private static Digest digest(int number) {
    return Sha256.of(HashTag.RESULT, new byte[] {(byte) number});
  }

  private ValidatorSet validators() {
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      Arrays.fill(secret, (byte) (seat + 1));
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    return new ValidatorSet(keys);
  }

  private Vote vote(int seat, Statement statement) {
    return new Vote(
        new ValidatorId(seat),
        statement,
        Ed25519.sign(secrets.get(seat), statement.signingBytes(CHAIN)));
  }

  private static final Statement NOTAR = new Statement.Notar(0, 9, digest(5));
  private static final Statement OTHER_NOTAR = new Statement.Notar(0, 9, digest(6));
  private static final Statement SKIP = new Statement.Skip(0, 9);
  private static final Statement FINAL = new Statement.Final(0, 9, digest(5), ROOTS);
  private static final Statement OTHER_FINAL = new Statement.Final(0, 9, digest(6), ROOTS);
  private static final Statement OTHER_ROOTS =
      new Statement.Final(0, 9, digest(5), new Roots(digest(7), digest(3), digest(4)));

  @Test
  void anHonestValidatorSignsOneOfTheseAtMost() {
    List<Statement> all = List.of(NOTAR, OTHER_NOTAR, SKIP, FINAL, OTHER_FINAL, OTHER_ROOTS);
    List<List<Statement>> excluded =
        List.of(
            List.of(NOTAR, OTHER_NOTAR),
            List.of(SKIP, FINAL),
            List.of(SKIP, OTHER_FINAL),
            List.of(SKIP, OTHER_ROOTS),
            List.of(FINAL, OTHER_FINAL),
            List.of(FINAL, OTHER_ROOTS),
            List.of(OTHER_FINAL, OTHER_ROOTS));
    for (Statement a : all) {
      for (Statement b : all) {
        boolean expected = excluded.contains(List.of(a, b)) || excluded.contains(List.of(b, a));
        assertThat(Contradiction.excludes(a, b)).as("%s %s", a, b).isEqualTo(expected);
      }
    }
    assertThat(Contradiction.excludes(SKIP, new Statement.Final(0, 8, digest(5), ROOTS))).isFalse();
    assertThat(Contradiction.excludes(SKIP, new Statement.Final(1, 9, digest(5), ROOTS))).isFalse();
  }

  private void assertRejected(Contradiction evidence, RejectReason reason) {
    assertThatThrownBy(() -> evidence.verify(CHAIN, validators))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void convictsWhoSignedBothAndNobodyElse() {
    Contradiction evidence = new Contradiction(vote(2, SKIP), vote(2, FINAL));
    evidence.verify(CHAIN, validators);
    assertRejected(new Contradiction(vote(2, SKIP), vote(1, FINAL)), RejectReason.MALFORMED);
    assertRejected(new Contradiction(vote(2, SKIP), vote(2, SKIP)), RejectReason.MALFORMED);
    assertRejected(new Contradiction(vote(2, NOTAR), vote(2, SKIP)), RejectReason.MALFORMED);
    Vote forged = new Vote(new ValidatorId(1), FINAL, vote(2, FINAL).signature());
    assertRejected(new Contradiction(vote(1, SKIP), forged), RejectReason.CERTIFICATE_INVALID);
    assertRejected(new Contradiction(forged, vote(1, SKIP)), RejectReason.CERTIFICATE_INVALID);
    Vote stranger = new Vote(new ValidatorId(9), FINAL, forged.signature());
    assertRejected(
        new Contradiction(stranger, new Vote(new ValidatorId(9), SKIP, forged.signature())),
        RejectReason.CERTIFICATE_INVALID);
    assertThatThrownBy(() -> evidence.verify(digest(9), validators))
        .as("another chain")
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void noFlippedBitIsEvidence() {
    ByteWriter out = new ByteWriter(512);
    new Contradiction(vote(2, SKIP), vote(2, FINAL)).encode(out);
    byte[] bytes = out.toBytes();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(
              () -> {
                ByteReader in = new ByteReader(changed);
                Contradiction decoded = Contradiction.decode(in);
                in.end();
                decoded.verify(CHAIN, validators);
              })
          .as("bit %s", bit)
          .isInstanceOf(VerificationException.class);
    }
  }
}
