package org.assaydb.proofs.ledger;

import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.jspecify.annotations.Nullable;

/**
 * What a vote says. The signed message is: tag, chain id, epoch varint, slot varint, then for Notar
 * the header hash, for Final the header hash and the roots after the block.
 */
public sealed interface Statement {
  long epoch();

  long slot();

  /** First proposal of the slot seen, found valid and synced. At most one per slot. */
  record Notar(long epoch, long slot, Digest headerHash) implements Statement {
    @Override
    public HashTag tag() {
      return HashTag.NOTAR_VOTE;
    }

    @Override
    public Digest subject() {
      return headerHash;
    }

    @Override
    public void encodeSubject(ByteWriter out) {
      out.digest(headerHash);
    }
  }

  /** No notarisation seen in time. Never together with Final in one slot. */
  record Skip(long epoch, long slot) implements Statement {
    @Override
    public HashTag tag() {
      return HashTag.SKIP_VOTE;
    }

    @Override
    public @Nullable Digest subject() {
      return null;
    }

    @Override
    public void encodeSubject(ByteWriter out) {}
  }

  /** Notarised, applied; {@code roots} are those after the block. Never together with Skip. */
  record Final(long epoch, long slot, Digest headerHash, Roots roots) implements Statement {
    @Override
    public HashTag tag() {
      return HashTag.FINAL_VOTE;
    }

    @Override
    public Digest subject() {
      return headerHash;
    }

    @Override
    public void encodeSubject(ByteWriter out) {
      out.digest(headerHash);
      roots.encode(out);
    }
  }

  /** First byte of the signed message; also the kind in encodings. */
  HashTag tag();

  /** The header hash that the statement names, null for Skip. */
  @Nullable Digest subject();

  /** Appends what follows the slot in the signed message. */
  void encodeSubject(ByteWriter out);

  default byte[] signingBytes(Digest chainId) {
    ByteWriter out = new ByteWriter(192);
    out.u8(tag().value()).digest(chainId).varint(epoch()).varint(slot());
    encodeSubject(out);
    return out.toBytes();
  }

  default void encode(ByteWriter out) {
    out.u8(tag().value()).varint(epoch()).varint(slot());
    encodeSubject(out);
  }

  static Statement decode(ByteReader in) {
    int tag = in.u8();
    long epoch = in.varintNonNegative("epoch");
    long slot = in.varintNonNegative("slot");
    if (tag == HashTag.NOTAR_VOTE.value()) {
      return new Notar(epoch, slot, in.digest());
    }
    if (tag == HashTag.SKIP_VOTE.value()) {
      return new Skip(epoch, slot);
    }
    if (tag == HashTag.FINAL_VOTE.value()) {
      return new Final(epoch, slot, in.digest(), Roots.decode(in));
    }
    throw VerificationException.malformed("vote kind " + tag);
  }
}
