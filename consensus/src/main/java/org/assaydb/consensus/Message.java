package org.assaydb.consensus;

import static org.assaydb.proofs.VerificationException.malformed;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Vote;

/**
 * What replicas send each other. Encoding: kind byte, then the components in order; decoding is
 * bounded and throws {@link org.assaydb.proofs.VerificationException} only. Format in
 * docs/formats/consensus.md.
 */
public sealed interface Message {
  /** Memory of a message without blocks, and of a certificate, by estimate. */
  int MESSAGE_BYTES = 1_024;

  int CERTIFICATE_BYTES = 4_096;

  /** Greatest block body. */
  int MAX_BODY_BYTES = 8 << 20;

  /** Greatest number of finalised blocks in one answer. */
  int MAX_BATCH = 64;

  /** Greatest number of certificates that go with a proposal. */
  int MAX_JUSTIFICATION = 16;

  /** Greatest number of certificates in one answer. */
  int MAX_CERTIFICATES = 256;

  /**
   * A leader's block.
   *
   * @param justification certificates that the receiver may lack, of the parent and of slots
   *     skipped since
   * @param signature of the leader, over PROPOSAL, chain id and header hash
   */
  record Proposal(
      BlockHeader header, byte[] body, List<Certificate> justification, byte[] signature)
      implements Message {
    public Proposal {
      justification = List.copyOf(justification);
    }

    /** What the header must carry: the slot of the parent. */
    public static Digest justificationDigest(long parentSlot) {
      ByteWriter out = new ByteWriter(16).varint(parentSlot);
      return Sha256.get().hash(HashTag.JUSTIFICATION, out.buffer(), 0, out.size());
    }

    /** The message that the leader signs. */
    public static byte[] signingBytes(Digest chainId, Digest headerHash) {
      ByteWriter out = new ByteWriter(80);
      return out.u8(HashTag.PROPOSAL.value()).digest(chainId).digest(headerHash).toBytes();
    }
  }

  /** One vote of the sender. */
  record VoteCast(Vote vote) implements Message {}

  /** A notarisation, skip certificate or final certificate. */
  record Certified(Certificate certificate) implements Message {}

  /** Asks for the proposal with this header hash. */
  record RequestProposal(Digest headerHash) implements Message {}

  /** Asks for finalised blocks from this height on. */
  record RequestFinal(long fromHeight) implements Message {}

  /** Asks for the certificates of this slot and later ones. */
  record RequestCertificates(long fromSlot) implements Message {}

  /** Certificates of any kinds. */
  record Certificates(List<Certificate> certificates) implements Message {
    public Certificates {
      certificates = List.copyOf(certificates);
    }
  }

  /** Finalised blocks of ascending heights; the last one has its own final certificate. */
  record FinalBlocks(List<Proposed> blocks, Certificate certificate) implements Message {
    public FinalBlocks {
      blocks = List.copyOf(blocks);
    }
  }

  /** Header and body of a finalised block. */
  record Proposed(BlockHeader header, byte[] body) {}

  /** Roughly the memory that it takes, in bytes. */
  default long heldBytes() {
    if (this instanceof Proposal p) {
      return MESSAGE_BYTES + p.body().length + (long) CERTIFICATE_BYTES * p.justification().size();
    } else if (this instanceof FinalBlocks f) {
      return f.blocks().stream().mapToLong(b -> MESSAGE_BYTES + b.body().length).sum();
    } else if (this instanceof Certificates c) {
      return MESSAGE_BYTES + (long) CERTIFICATE_BYTES * c.certificates().size();
    }
    return MESSAGE_BYTES;
  }

  default byte[] encode() {
    ByteWriter out = new ByteWriter(256);
    if (this instanceof Proposal p) {
      p.header().encode(out.u8(1));
      encode(p.justification(), out.bytes(p.body()));
      out.raw(p.signature());
    } else if (this instanceof VoteCast v) {
      v.vote().encode(out.u8(2));
    } else if (this instanceof Certified c) {
      c.certificate().encode(out.u8(3));
    } else if (this instanceof RequestProposal r) {
      out.u8(4).digest(r.headerHash());
    } else if (this instanceof RequestFinal r) {
      out.u8(5).varint(r.fromHeight());
    } else if (this instanceof FinalBlocks f) {
      out.u8(6).varint(f.blocks().size());
      for (Proposed block : f.blocks()) {
        block.header().encode(out);
        out.bytes(block.body());
      }
      f.certificate().encode(out);
    } else if (this instanceof RequestCertificates r) {
      out.u8(7).varint(r.fromSlot());
    } else if (this instanceof Certificates c) {
      encode(c.certificates(), out.u8(8));
    }
    return out.toBytes();
  }

  private static void encode(List<Certificate> certificates, ByteWriter out) {
    out.varint(certificates.size());
    certificates.forEach(c -> c.encode(out));
  }

  private static List<Certificate> certificates(ByteReader in, int most) {
    int count = in.varintAtMost(most, "certificates");
    List<Certificate> certificates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      certificates.add(Certificate.decode(in));
    }
    return certificates;
  }

  static Message decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    Message message =
        switch (kind) {
          case 1 -> proposal(in);
          case 2 -> new VoteCast(Vote.decode(in));
          case 3 -> new Certified(Certificate.decode(in));
          case 4 -> new RequestProposal(in.digest());
          case 5 -> new RequestFinal(in.varintNonNegative("height"));
          case 6 -> finalBlocks(in);
          case 7 -> new RequestCertificates(in.varintNonNegative("slot"));
          case 8 -> new Certificates(certificates(in, MAX_CERTIFICATES));
          default -> throw malformed("message kind " + kind);
        };
    in.end();
    return message;
  }

  private static Proposal proposal(ByteReader in) {
    BlockHeader header = BlockHeader.decode(in);
    byte[] body = in.bytes(MAX_BODY_BYTES, "block body");
    List<Certificate> justification = certificates(in, MAX_JUSTIFICATION);
    return new Proposal(header, body, justification, in.raw(Ed25519.SIGNATURE_BYTES));
  }

  private static FinalBlocks finalBlocks(ByteReader in) {
    int count = in.varintAtMost(MAX_BATCH, "block count");
    List<Proposed> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(new Proposed(BlockHeader.decode(in), in.bytes(MAX_BODY_BYTES, "block body")));
    }
    return new FinalBlocks(blocks, Certificate.decode(in));
  }
}
