package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.CERTIFICATE_INVALID;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;

/**
 * Two votes of one validator in one slot that exclude each other: evidence against it that needs no
 * witness. Encoding: the two votes.
 */
public record Contradiction(Vote first, Vote second) {
  /**
   * Whether an honest validator signs at most one of the two: different statements of a kind, or
   * Skip and Final, in one slot.
   */
  public static boolean excludes(Statement a, Statement b) {
    boolean slot = a.epoch() == b.epoch() && a.slot() == b.slot();
    boolean kind = a.tag() == b.tag() && !a.equals(b);
    return slot && (kind || isSkipAndFinal(a, b) || isSkipAndFinal(b, a));
  }

  private static boolean isSkipAndFinal(Statement a, Statement b) {
    return a.tag() == HashTag.SKIP_VOTE && b.tag() == HashTag.FINAL_VOTE;
  }

  /**
   * Checks that it is evidence.
   *
   * @throws org.assaydb.proofs.VerificationException MALFORMED when the votes do not exclude each
   *     other, CERTIFICATE_INVALID for a seat or signature that is not right
   */
  public void verify(Digest chainId, ValidatorSet validators) {
    require(first.voter().equals(second.voter()), MALFORMED, "votes of two validators");
    require(
        excludes(first.statement(), second.statement()), MALFORMED, "votes that may both be cast");
    require(first.voter().seat() < validators.size(), CERTIFICATE_INVALID, "no such seat");
    for (Vote vote : new Vote[] {first, second}) {
      require(
          Ed25519.verify(
              validators.key(vote.voter()),
              vote.statement().signingBytes(chainId),
              vote.signature()),
          CERTIFICATE_INVALID,
          "signature of " + vote.voter());
    }
  }

  public void encode(ByteWriter out) {
    first.encode(out);
    second.encode(out);
  }

  /** Decodes hostile bytes; nothing is checked yet. */
  public static Contradiction decode(ByteReader in) {
    return new Contradiction(Vote.decode(in), Vote.decode(in));
  }
}
