package org.assaydb.proofs.wire;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.ReadSpecCodec;

/** What a driver asks. Integers are varints, digests 32 bytes, lists have a varint count. */
public sealed interface Request extends Message {
  /** Read specifications in one request. */
  int MAX_SPECS = 1024;

  /** 1: first message of a connection. Answer: {@link Response.HelloReply}. */
  record Hello(int protocolVersion, Digest chainId) implements Request {
    @Override
    public int type() {
      return 1;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(protocolVersion).digest(chainId);
    }
  }

  /**
   * 2: the newest head, with the block-log path of the header at {@code knownHeight}. A replica
   * that has not come as far as that and {@code leastHeight} answers {@link FailureCode#BEHIND}.
   * Answer: {@link Response.Head}.
   */
  record GetHead(long knownHeight, long leastHeight) implements Request {
    @Override
    public int type() {
      return 2;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(knownHeight).varint(leastHeight);
    }
  }

  /** 3: an old header, proved under the header at {@code atHeight}: {@link Response.Header}. */
  record GetHeader(long height, long atHeight) implements Request {
    @Override
    public int type() {
      return 3;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(height).varint(atHeight);
    }
  }

  /**
   * 4: the last block whose time is at most {@code timeMs} among those up to {@code atHeight}, and
   * the next one when there is one: {@link Response.Neighbours}.
   */
  record FindHeight(long timeMs, long atHeight) implements Request {
    @Override
    public int type() {
      return 4;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(timeMs).varint(atHeight);
    }
  }

  /** 5: the catalog with this digest: {@link Response.CatalogBytes}. */
  record GetCatalog(Digest digest) implements Request {
    @Override
    public int type() {
      return 5;
    }

    @Override
    public void encode(ByteWriter out) {
      out.digest(digest);
    }
  }

  /**
   * 6: one verification object for as many specifications as a budget allows, at least one or the
   * first part of it, at the state after {@code height}: {@link Response.Vo}.
   *
   * @param budgetBytes what they may open of each run of an index, in bytes of proof by estimate
   */
  record Read(long height, int budgetBytes, List<ReadSpec> specs) implements Request {
    /** 4 MiB; more is not given. */
    public static final int MAX_BUDGET = 4 << 20;

    public Read {
      specs = List.copyOf(specs);
    }

    /** The same reads of another state. */
    public Read at(long otherHeight) {
      return new Read(
          otherHeight, budgetBytes, specs.stream().map(spec -> spec.at(otherHeight)).toList());
    }

    @Override
    public int type() {
      return 6;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(height).varint(budgetBytes).varint(specs.size());
      specs.forEach(s -> ReadSpecCodec.encode(s, out));
    }
  }

  /**
   * 10: the newest head, and what is read at it, in one round trip: {@link Response.HeadAndRead},
   * or what the head alone is answered when there is none.
   *
   * @param read its height, and those of its specifications, stand for the head's
   */
  record ReadAtHead(GetHead head, Read read) implements Request {
    @Override
    public int type() {
      return 10;
    }

    @Override
    public void encode(ByteWriter out) {
      head.encode(out);
      read.encode(out);
    }
  }

  /**
   * 7: submits a transaction and waits until it is final: {@link Response.Committed}. Submitting
   * the same transaction again has no further effect and gives the same receipt.
   *
   * @param knownHeight as in {@link GetHead}
   */
  record Submit(long knownHeight, SignedTransaction transaction) implements Request {
    @Override
    public int type() {
      return 7;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(knownHeight);
      transaction.encode(out);
    }
  }

  /** 8: figures for people, unverified: {@link Response.StatusReply}. */
  record Status() implements Request {
    @Override
    public int type() {
      return 8;
    }

    @Override
    public void encode(ByteWriter out) {}
  }

  /** 9: what validators were caught at: {@link Response.Evidence}. */
  record GetEvidence() implements Request {
    @Override
    public int type() {
      return 9;
    }

    @Override
    public void encode(ByteWriter out) {}
  }

  /** Decodes the body of a hostile frame, all of it. */
  static Request decode(Frame frame) {
    ByteReader in = new ByteReader(frame.body());
    Request request =
        switch (frame.type()) {
          case 1 -> new Hello(in.varintAtMost(Integer.MAX_VALUE, "protocol version"), in.digest());
          case 2 -> getHead(in);
          case 3 -> new GetHeader(in.varintNonNegative("height"), in.varintNonNegative("height"));
          case 4 -> new FindHeight(in.varintNonNegative("time"), in.varintNonNegative("height"));
          case 5 -> new GetCatalog(in.digest());
          case 6 -> read(in);
          case 7 -> new Submit(in.varintNonNegative("height"), SignedTransaction.decode(in));
          case 8 -> new Status();
          case 9 -> new GetEvidence();
          case 10 -> new ReadAtHead(getHead(in), read(in));
          default -> throw VerificationException.malformed("request type " + frame.type());
        };
    in.end();
    return request;
  }

  private static GetHead getHead(ByteReader in) {
    return new GetHead(in.varintNonNegative("height"), in.varintNonNegative("height"));
  }

  private static Read read(ByteReader in) {
    return new Read(
        in.varintNonNegative("height"), in.varintAtMost(Read.MAX_BUDGET, "budget"), specs(in));
  }

  private static List<ReadSpec> specs(ByteReader in) {
    int count = in.count(4, "read specification");
    if (count == 0) {
      throw VerificationException.malformed("a request for no read");
    }
    VerificationException.require(
        count <= MAX_SPECS, LIMIT_EXCEEDED, count + " reads exceed " + MAX_SPECS);
    List<ReadSpec> specs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      specs.add(ReadSpecCodec.decode(in));
    }
    return specs;
  }
}
