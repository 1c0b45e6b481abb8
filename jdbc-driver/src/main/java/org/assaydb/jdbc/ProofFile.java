package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.DOWNGRADE_REFUSED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Message;
import org.assaydb.proofs.wire.Response;
import org.assaydb.sql.statistics.CountRequest;

/**
 * A self-contained proof of one query's result.
 *
 * <pre>
 * magic        8     "ASSAYPRF"
 * format       1     3
 * protocol     varint
 * chain id     32    hash of the genesis
 * SQL          string
 * parameters   varint count; each: kind 1; 0 NULL; 1 text: string; 2 typed: type, value
 *              (ValueCodec, but TIME and TIMESTAMP zigzag microseconds)
 * catalog      length-prefixed bytes
 * counts       varint count; each: index id varint, ranges, rows varint: what the plan was chosen by
 * head         header, certificate (certifies state and catalog; its time is CURRENT_TIMESTAMP)
 * evidence     varint count; each: message type 1 (70 Vo, 68 Neighbours), length-prefixed body
 * rows         varint
 * result       32    {@link ResultDigest} of the rows in order
 * checksum     32    H(RESULT, everything before)
 * </pre>
 *
 * The checksum makes every damaged bit an error at once; what makes the file a proof is that the
 * statement, replayed on the evidence under the certificate, gives exactly this result.
 */
record ProofFile(
    Digest chainId,
    String sql,
    SetValues parameters,
    byte[] catalog,
    Map<CountRequest, Long> counts,
    TrustedHead head,
    List<Message> evidence,
    long rows,
    Digest result) {
  static final int MAX_BYTES = 1 << 30;

  private static final byte[] MAGIC = {'A', 'S', 'S', 'A', 'Y', 'P', 'R', 'F'};
  private static final int FORMAT = 3;
  private static final int MAX_SQL_BYTES = 1 << 20;

  /** The same with what the evidence gives. */
  ProofFile with(ResultDigest of) {
    return new ProofFile(
        chainId, sql, parameters, catalog, counts, head, evidence, of.rows(), of.digest());
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(4096);
    out.raw(MAGIC).u8(FORMAT).varint(Genesis.PROTOCOL_VERSION).digest(chainId).string(sql);
    SetValuesCodec.encode(parameters, out);
    out.bytes(catalog);
    CountsCodec.encode(counts, out);
    head.encode(out);
    out.varint(evidence.size());
    ByteWriter body = new ByteWriter(4096);
    for (Message message : evidence) {
      message.encode(body.reset());
      out.u8(message.type()).bytes(body.toBytes());
    }
    out.varint(rows).digest(result);
    return out.digest(Sha256.of(HashTag.RESULT, out.toBytes())).toBytes();
  }

  /** Decodes hostile bytes, all of them. */
  static ProofFile decode(byte[] bytes) {
    int end = bytes.length - Digest.SIZE_BYTES;
    require(end > MAGIC.length, MALFORMED, "too short for a proof file");
    require(
        Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC), MALFORMED, "not a proof file");
    require(
        Sha256.get().hash(HashTag.RESULT, bytes, 0, end).equals(Digest.read(bytes, end)),
        MALFORMED,
        "checksum of the proof file");
    ByteReader in = new ByteReader(bytes, MAGIC.length, end);
    require(in.u8() == FORMAT, MALFORMED, "format of the proof file");
    int protocol = in.varintAtMost(Integer.MAX_VALUE, "protocol version");
    require(protocol == Genesis.PROTOCOL_VERSION, DOWNGRADE_REFUSED, "protocol " + protocol);
    Digest chainId = in.digest();
    String sql = in.string(MAX_SQL_BYTES, "SQL");
    SetValues parameters = SetValuesCodec.decode(in);
    byte[] catalog = in.bytes(Frame.MAX_BYTES, "catalog");
    Map<CountRequest, Long> counts = CountsCodec.decode(in);
    TrustedHead head = TrustedHead.decode(in);
    List<Message> evidence = evidence(in);
    long rows = in.varintNonNegative("row count");
    Digest result = in.digest();
    in.end();
    return new ProofFile(chainId, sql, parameters, catalog, counts, head, evidence, rows, result);
  }

  private static List<Message> evidence(ByteReader in) {
    int count = in.count(2, "evidence");
    List<Message> out = new ArrayList<>(Math.min(count, TableDef.MAX_COLUMNS));
    for (int i = 0; i < count; i++) {
      int type = in.u8();
      Response message = Response.decode(new Frame(type, 0, in.bytes(Frame.MAX_BYTES, "evidence")));
      boolean known = message instanceof Response.Vo || message instanceof Response.Neighbours;
      if (!known) {
        throw new VerificationException(NONCANONICAL, "evidence of type " + type);
      }
      out.add(message);
    }
    return out;
  }
}
