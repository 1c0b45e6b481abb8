package org.assaydb.proofs.wire;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/** What a replica answers. Decoded is not believed: the driver's session checks every one. */
public sealed interface Response extends Message {
  /** Digests in a path: more than any tree of 2^63 leaves has levels. */
  int MAX_PATH = 64;

  int MAX_STATUS_BYTES = 1 << 20;
  int MAX_MESSAGE_BYTES = 2048;

  /** 65: who answers; informative only, trust rests on certificates. */
  record HelloReply(int protocolVersion, Digest chainId, int seat) implements Response {
    @Override
    public int type() {
      return 65;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(protocolVersion).digest(chainId).varint(seat);
    }
  }

  /**
   * 66: the newest certified header.
   *
   * @param blockLogPath of the header hash at the height that the client knew, in the block log of
   *     {@code header}; empty when that is the same height
   */
  record Head(BlockHeader header, Certificate certificate, List<Digest> blockLogPath)
      implements Response {
    public Head {
      blockLogPath = List.copyOf(blockLogPath);
    }

    @Override
    public int type() {
      return 66;
    }

    @Override
    public void encode(ByteWriter out) {
      header.encode(out);
      certificate.encode(out);
      encodePath(blockLogPath, out);
    }

    static Head decode(ByteReader in) {
      return new Head(BlockHeader.decode(in), Certificate.decode(in), decodePath(in));
    }
  }

  /** 67: an old header with its path in the block log of the header asked for. */
  record Header(BlockHeader header, List<Digest> blockLogPath) implements Response {
    public Header {
      blockLogPath = List.copyOf(blockLogPath);
    }

    @Override
    public int type() {
      return 67;
    }

    @Override
    public void encode(ByteWriter out) {
      header.encode(out);
      encodePath(blockLogPath, out);
    }

    static Header decode(ByteReader in) {
      return new Header(BlockHeader.decode(in), decodePath(in));
    }
  }

  /**
   * 68: a block and its successor.
   *
   * @param at null when the first block is later already
   * @param after null when {@code at} is the newest one
   */
  record Neighbours(@Nullable Header at, @Nullable Header after) implements Response {
    @Override
    public int type() {
      return 68;
    }

    @Override
    public void encode(ByteWriter out) {
      encodeOptional(at, out);
      encodeOptional(after, out);
    }
  }

  /** 69: {@link org.assaydb.proofs.schema.Catalog} bytes. */
  record CatalogBytes(byte[] bytes) implements Response {
    @Override
    public int type() {
      return 69;
    }

    @Override
    public void encode(ByteWriter out) {
      out.raw(bytes);
    }
  }

  /**
   * 70: a verification object for the first reads of a request; the driver asks again for the rest.
   *
   * @param specs number of reads that it covers
   * @param bound of the only read it covers the part {@linkplain
   *     org.assaydb.proofs.read.ReadSpec.Ranged#before before} this key; null when all are whole
   */
  record Vo(int specs, @Nullable Key bound, byte[] bytes) implements Response {
    /** The same answer with another object. */
    public Vo with(byte[] object) {
      return new Vo(specs, bound, object);
    }

    @Override
    public int type() {
      return 70;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(specs).bool(bound != null);
      if (bound != null) {
        out.bytes(bound.bytes());
      }
      out.raw(bytes);
    }

    static Vo decode(ByteReader in) {
      int specs = in.varintAtMost(Request.MAX_SPECS, "reads");
      // A bound may be one byte longer than a key.
      Key bound = in.bool() ? new Key(in.bytes(Key.MAX_BYTES + 1, "bound")) : null;
      return new Vo(specs, bound, in.raw(in.remaining()));
    }
  }

  /**
   * 71: what became of a transaction, once final.
   *
   * @param receiptIndex place in the block's receipts; {@code receiptCount} receipts in all
   * @param receiptPath path of the receipt's leaf to the receipts root of its block
   * @param head certified header of the transaction's block, or of a descendant when the block was
   *     finalised through one; path as in {@link Head}
   * @param carrier null when {@code head} is the transaction's block or its child; otherwise the
   *     child, which carries the roots, with its path in the block log of {@code head}
   */
  record Committed(
      Receipt receipt,
      long receiptIndex,
      long receiptCount,
      List<Digest> receiptPath,
      Head head,
      @Nullable Header carrier)
      implements Response {
    public Committed {
      receiptPath = List.copyOf(receiptPath);
    }

    @Override
    public int type() {
      return 71;
    }

    @Override
    public void encode(ByteWriter out) {
      receipt.encode(out);
      out.varint(receiptIndex).varint(receiptCount);
      encodePath(receiptPath, out);
      head.encode(out);
      encodeOptional(carrier, out);
    }
  }

  /** 72: JSON for people. */
  record StatusReply(String json) implements Response {
    @Override
    public int type() {
      return 72;
    }

    @Override
    public void encode(ByteWriter out) {
      out.string(json);
    }
  }

  /** 73: what validators were caught at; each is checked by who receives it. */
  record Evidence(List<Contradiction> contradictions) implements Response {
    /** Far more than a replica keeps. */
    public static final int MAX = 8192;

    public Evidence {
      contradictions = List.copyOf(contradictions);
    }

    @Override
    public int type() {
      return 73;
    }

    @Override
    public void encode(ByteWriter out) {
      out.varint(contradictions.size());
      contradictions.forEach(c -> c.encode(out));
    }

    private static Evidence decode(ByteReader in) {
      List<Contradiction> found = new ArrayList<>();
      for (int n = in.varintAtMost(MAX, "contradictions"); n > 0; n--) {
        found.add(Contradiction.decode(in));
      }
      return new Evidence(found);
    }
  }

  /**
   * 74: a head, and the answer to what was read at it.
   *
   * @param read a {@link Vo} or a {@link Failure}
   */
  record HeadAndRead(Head head, Response read) implements Response {
    @Override
    public int type() {
      return 74;
    }

    @Override
    public void encode(ByteWriter out) {
      head.encode(out);
      out.u8(read.type());
      read.encode(out);
    }

    private static HeadAndRead decode(ByteReader in) {
      Head head = Head.decode(in);
      int type = in.u8();
      return switch (type) {
        case 70 -> new HeadAndRead(head, Vo.decode(in));
        case 127 -> new HeadAndRead(head, failure(in));
        default -> throw VerificationException.malformed("a read answered by type " + type);
      };
    }
  }

  /**
   * 127: the request was not served. Never evidence of anything.
   *
   * @param sqlState five characters
   * @param message at most {@value #MAX_MESSAGE_BYTES} bytes of UTF-8
   */
  record Failure(FailureCode code, String sqlState, String message) implements Response {
    @Override
    public int type() {
      return 127;
    }

    @Override
    public void encode(ByteWriter out) {
      out.u8(code.code()).string(sqlState).string(message);
    }
  }

  /** Decodes the body of a hostile frame, all of it. */
  static Response decode(Frame frame) {
    ByteReader in = new ByteReader(frame.body());
    Response response =
        switch (frame.type()) {
          case 65 ->
              new HelloReply(
                  in.varintAtMost(Integer.MAX_VALUE, "protocol version"),
                  in.digest(),
                  in.varintAtMost(127, "seat"));
          case 66 -> Head.decode(in);
          case 67 -> Header.decode(in);
          case 68 -> new Neighbours(decodeOptional(in), decodeOptional(in));
          case 69 -> new CatalogBytes(in.raw(in.remaining()));
          case 70 -> Vo.decode(in);
          case 71 -> committed(in);
          case 72 -> new StatusReply(in.string(MAX_STATUS_BYTES, "status"));
          case 73 -> Evidence.decode(in);
          case 74 -> HeadAndRead.decode(in);
          case 127 -> failure(in);
          default -> throw VerificationException.malformed("response type " + frame.type());
        };
    in.end();
    return response;
  }

  private static Committed committed(ByteReader in) {
    return new Committed(
        Receipt.decode(in),
        in.varintNonNegative("receipt index"),
        in.varintNonNegative("receipt count"),
        decodePath(in),
        Head.decode(in),
        decodeOptional(in));
  }

  private static Failure failure(ByteReader in) {
    FailureCode code = FailureCode.of(in.u8());
    String state = in.string(5, "SQLSTATE");
    boolean wellFormed = state.length() == 5 && state.chars().allMatch(Response::stateCharacter);
    if (!wellFormed) {
      throw VerificationException.malformed("SQLSTATE");
    }
    return new Failure(code, state, in.string(MAX_MESSAGE_BYTES, "message"));
  }

  private static boolean stateCharacter(int c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  private static void encodeOptional(@Nullable Header header, ByteWriter out) {
    out.bool(header != null);
    if (header != null) {
      header.encode(out);
    }
  }

  private static @Nullable Header decodeOptional(ByteReader in) {
    return in.bool() ? Header.decode(in) : null;
  }

  private static void encodePath(List<Digest> path, ByteWriter out) {
    out.varint(path.size());
    path.forEach(out::digest);
  }

  private static List<Digest> decodePath(ByteReader in) {
    int count = in.count(Digest.SIZE_BYTES, "path");
    VerificationException.require(count <= MAX_PATH, LIMIT_EXCEEDED, "path length " + count);
    List<Digest> path = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      path.add(in.digest());
    }
    return path;
  }
}
