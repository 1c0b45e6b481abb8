package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * What a chain starts from; its hash is the chain id, the parent hash of block 1, leaf 0 of the
 * block log, and the trust anchor that a client gets out of band.
 *
 * <p>Encoding: format (1), protocol version, name, time, validator set, {@code archiveWindow}
 * (blocks kept whole before archiving), {@code segmentBlocks} (blocks per archive segment).
 *
 * @param timeMs milliseconds since 1970-01-01 UTC
 */
public record Genesis(
    int protocolVersion,
    String name,
    long timeMs,
    ValidatorSet validators,
    int archiveWindow,
    int segmentBlocks) {
  public static final int PROTOCOL_VERSION = 1;
  private static final int FORMAT = 1;

  public Genesis {
    require(protocolVersion == PROTOCOL_VERSION, MALFORMED, "protocol version");
    require(archiveWindow >= 1 && segmentBlocks >= 1, MALFORMED, "archive parameters");
  }

  public Digest chainId() {
    return Sha256.of(HashTag.GENESIS, encode());
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(256);
    out.u8(FORMAT).varint(protocolVersion).string(name).varint(timeMs);
    validators.encode(out);
    return out.varint(archiveWindow).varint(segmentBlocks).toBytes();
  }

  public static Genesis decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    require(in.u8() == FORMAT, MALFORMED, "genesis format");
    int version = in.varintAtMost(Integer.MAX_VALUE, "protocol version");
    String name = in.string(128, "chain name");
    long time = in.varintNonNegative("genesis time");
    ValidatorSet set = ValidatorSet.decode(in);
    int window = in.varintAtMost(1 << 24, "archive window");
    int segment = in.varintAtMost(1 << 24, "segment blocks");
    in.end();
    return new Genesis(version, name, time, set, window, segment);
  }
}
