package org.assaydb.proofs.client;

import static org.assaydb.proofs.client.LightClientTest.accept;
import static org.assaydb.proofs.client.LightClientTest.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.VerifiedSignatures;
import org.assaydb.proofs.testing.TestChain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that share what signatures they have checked. */
class SharedSignaturesTest {
  private final TestChain chain = new TestChain(4, 1);

  @BeforeEach
  void fourBlocks() {
    for (int i = 1; i <= 4; i++) {
      chain.append(TestChain.roots(i * 10));
    }
  }

  @Test
  void clientsThatShareSignaturesRejectWhatEachWouldRejectAlone() { // V1, V2, V8
    VerifiedSignatures shared =
        new VerifiedSignatures(chain.genesis().chainId(), chain.genesis().validators());
    accept(new LightClient(chain.genesis(), new MemoryTrustStore(), shared), chain, 3);
    LightClient second = new LightClient(chain.genesis(), new MemoryTrustStore(), shared);
    TrustedHead head = chain.head(3);
    List<Digest> path = chain.path(0, head);

    head.certificate()
        .signatures()
        .forEach(
            (seat, signature) -> {
              for (int bit = 0; bit < 8 * signature.length; bit += 7) {
                byte[] flipped = signature.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                rejected(
                    RejectReason.CERTIFICATE_INVALID,
                    () -> second.accept(head.header(), with(head, seat, flipped), path));
              }
              TreeMap<ValidatorId, byte[]> fewer = new TreeMap<>(head.certificate().signatures());
              fewer.remove(seat);
              rejected(
                  RejectReason.CERTIFICATE_INSUFFICIENT,
                  () ->
                      second.accept(
                          head.header(),
                          new Certificate(head.certificate().statement(), fewer),
                          path));
            });
    // Known signatures under another statement: of the block before, and of other roots.
    Certificate stale =
        new Certificate(chain.head(4).certificate().statement(), head.certificate().signatures());
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> second.accept(chain.head(4).header(), stale, chain.path(0, chain.head(4))));
    Statement.Final said = (Statement.Final) head.certificate().statement();
    Certificate otherRoots =
        new Certificate(
            new Statement.Final(said.epoch(), said.slot(), said.headerHash(), TestChain.roots(999)),
            head.certificate().signatures());
    rejected(
        RejectReason.CERTIFICATE_INVALID, () -> second.accept(head.header(), otherRoots, path));
    assertThat(second.height()).isZero();

    accept(second, chain, 3);
    assertThat(second.height()).isEqualTo(3);
  }

  private static Certificate with(TrustedHead head, ValidatorId seat, byte[] signature) {
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>(head.certificate().signatures());
    signatures.put(seat, signature);
    return new Certificate(head.certificate().statement(), signatures);
  }

  @Test
  void knownSignaturesOfOneSeatAreNotTakenForAnother() {
    VerifiedSignatures shared =
        new VerifiedSignatures(chain.genesis().chainId(), chain.genesis().validators());
    accept(new LightClient(chain.genesis(), new MemoryTrustStore(), shared), chain, 3);
    LightClient second = new LightClient(chain.genesis(), new MemoryTrustStore(), shared);
    TrustedHead head = chain.head(3);
    TreeMap<ValidatorId, byte[]> swapped = new TreeMap<>(head.certificate().signatures());
    ValidatorId first = swapped.firstKey();
    ValidatorId last = swapped.lastKey();
    byte[] ofFirst = head.certificate().signatures().get(first);
    swapped.put(first, head.certificate().signatures().get(last));
    swapped.put(last, ofFirst);

    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () ->
            second.accept(
                head.header(),
                new Certificate(head.certificate().statement(), swapped),
                chain.path(0, head)));
  }

  @Test
  void sharedSignaturesMustBeOfTheSameChain() {
    TestChain stranger = new TestChain(4, 2);
    VerifiedSignatures other =
        new VerifiedSignatures(stranger.genesis().chainId(), stranger.genesis().validators());

    assertThatThrownBy(() -> new LightClient(chain.genesis(), new MemoryTrustStore(), other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
