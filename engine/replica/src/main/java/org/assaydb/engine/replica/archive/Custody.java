package org.assaydb.engine.replica.archive;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/**
 * A validator's signed statement that it has its shard of a segment on disk.
 *
 * <p>Signed bytes: SHARD_CUSTODY, chain id, segment (varint), commitment digest, seat (varint).
 * Encoding: segment, commitment digest, seat, signature 64.
 */
public record Custody(long segment, Digest commitment, ValidatorId seat, byte[] signature) {

  static Custody sign(
      Digest chainId, SegmentCommitment commitment, ValidatorId seat, byte[] secret) {
    Digest digest = commitment.digest();
    byte[] message = signingBytes(chainId, commitment.number(), digest, seat);
    return new Custody(commitment.number(), digest, seat, Ed25519.sign(secret, message));
  }

  /** Throws CERTIFICATE_INVALID unless the seat's key signed this. */
  void verify(Digest chainId, ValidatorSet validators) {
    VerificationException.require(
        seat.seat() < validators.size()
            && Ed25519.verify(
                validators.key(seat), signingBytes(chainId, segment, commitment, seat), signature),
        RejectReason.CERTIFICATE_INVALID,
        "custody statement of " + seat);
  }

  private static byte[] signingBytes(
      Digest chainId, long segment, Digest commitment, ValidatorId seat) {
    return new ByteWriter(96)
        .u8(HashTag.SHARD_CUSTODY.value())
        .digest(chainId)
        .varint(segment)
        .digest(commitment)
        .varint(seat.seat())
        .toBytes();
  }

  void encode(ByteWriter out) {
    out.varint(segment).digest(commitment).varint(seat.seat()).raw(signature);
  }

  static Custody decode(ByteReader in) {
    return new Custody(
        in.varintNonNegative("segment"),
        in.digest(),
        new ValidatorId(in.varintAtMost(ValidatorSet.MAX - 1, "seat")),
        in.raw(Ed25519.SIGNATURE_BYTES));
  }
}
