package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.DOWNGRADE_REFUSED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * Header of block {@code height} >= 1. The genesis has no header; its chain id stands for its hash.
 *
 * <p>Encoding in the order of the components; integers as varints, digests 32 bytes. Hash =
 * H(HEADER, encoding).
 *
 * @param slot strictly greater than the parent's; the genesis has slot 0
 * @param timeMs milliseconds since 1970-01-01 UTC, not before the parent's
 * @param proposer leader of the slot
 * @param justification digest of the parent's slot
 * @param transactionsRoot root over the hashes of this block's transactions
 * @param previous roots after block height-1
 * @param archiveRoot commitment to all segments that must be coded by this height
 * @param blockLogRoot RFC 6962 root over the header hashes of heights 0 to height-1
 */
public record BlockHeader(
    int protocolVersion,
    Digest chainId,
    long height,
    long epoch,
    long slot,
    Digest parentHash,
    long timeMs,
    ValidatorId proposer,
    Digest justification,
    Digest transactionsRoot,
    Roots previous,
    Digest archiveRoot,
    Digest validatorSetHash,
    Digest nextValidatorSetHash,
    Digest blockLogRoot) {

  public Digest hash() {
    ByteWriter out = new ByteWriter(512);
    encode(out);
    return Sha256.get().hash(HashTag.HEADER, out.buffer(), 0, out.size());
  }

  public void encode(ByteWriter out) {
    out.varint(protocolVersion).digest(chainId).varint(height).varint(epoch).varint(slot);
    out.digest(parentHash).varint(timeMs).varint(proposer.seat()).digest(justification);
    out.digest(transactionsRoot);
    previous.encode(out);
    out.digest(archiveRoot).digest(validatorSetHash).digest(nextValidatorSetHash);
    out.digest(blockLogRoot);
  }

  /** Decodes one header and leaves the reader behind it. */
  public static BlockHeader decode(ByteReader in) {
    int version = in.varintAtMost(Integer.MAX_VALUE, "protocol version");
    require(
        version == Genesis.PROTOCOL_VERSION,
        DOWNGRADE_REFUSED,
        "protocol version " + version + " is not " + Genesis.PROTOCOL_VERSION);
    Digest chainId = in.digest();
    long height = in.varintNonNegative("height");
    require(height >= 1, MALFORMED, "height 0 has no header");
    return new BlockHeader(
        version,
        chainId,
        height,
        in.varintNonNegative("epoch"),
        in.varintNonNegative("slot"),
        in.digest(),
        in.varintNonNegative("time"),
        new ValidatorId(in.varintAtMost(ValidatorSet.MAX - 1, "proposer")),
        in.digest(),
        in.digest(),
        Roots.decode(in),
        in.digest(),
        in.digest(),
        in.digest(),
        in.digest());
  }
}
