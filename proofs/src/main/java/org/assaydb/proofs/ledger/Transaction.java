package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * What a driver computed on its verified snapshot: ranges read, catalog changes, rows written. Its
 * payload hash is H(TRANSACTION, encoding); {@link SignedTransaction} adds the signature.
 *
 * @param clientId chosen by the client; a retry uses the same one and the same payload
 * @param expiryHeight last height at which it may be applied
 * @param snapshotHeight height it was computed at
 * @param catalogDigest catalog it was computed with
 * @param sql text for the audit, at most 64 KiB; not interpreted by replicas
 */
public record Transaction(
    Digest chainId,
    PublicKey sender,
    UUID clientId,
    long expiryHeight,
    long snapshotHeight,
    Digest catalogDigest,
    List<ReadRange> reads,
    List<CatalogChange> catalogChanges,
    List<TableWrites> writes,
    String sql) {
  public static final int MAX_READS = 65_536;
  public static final int MAX_BYTES = 32 << 20;
  public static final int MAX_SQL_BYTES = 65_536;

  /** A transaction may not be valid for longer than this many blocks after its snapshot. */
  public static final long MAX_LIFETIME_BLOCKS = 10_000;

  private static final int FORMAT = 1;

  public Transaction {
    reads = List.copyOf(reads);
    catalogChanges = List.copyOf(catalogChanges);
    writes = List.copyOf(writes);
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(1024);
    out.u8(FORMAT).digest(chainId);
    sender.encode(out);
    out.i64(clientId.getMostSignificantBits()).i64(clientId.getLeastSignificantBits());
    out.varint(expiryHeight).varint(snapshotHeight).digest(catalogDigest);
    out.varint(reads.size());
    reads.forEach(r -> r.encode(out));
    out.varint(catalogChanges.size());
    catalogChanges.forEach(c -> c.encode(out));
    out.varint(writes.size());
    writes.forEach(w -> w.encode(out));
    return out.string(sql).toBytes();
  }

  /** Decodes hostile bytes, all of them. */
  public static Transaction decode(byte[] bytes) {
    require(bytes.length <= MAX_BYTES, LIMIT_EXCEEDED, "transaction exceeds " + MAX_BYTES);
    ByteReader in = new ByteReader(bytes);
    require(in.u8() == FORMAT, MALFORMED, "transaction format");
    Digest chainId = in.digest();
    PublicKey sender = PublicKey.decode(in);
    UUID clientId = new UUID(in.i64(), in.i64());
    long expiry = in.varintNonNegative("expiry height");
    long snapshot = in.varintNonNegative("snapshot height");
    Digest catalog = in.digest();
    List<ReadRange> reads = list(in, 3, MAX_READS, ReadRange::decode);
    List<CatalogChange> changes = list(in, 2, 1024, CatalogChange::decode);
    List<TableWrites> writes = list(in, 3, 4096, TableWrites::decode);
    String sql = in.string(MAX_SQL_BYTES, "SQL text");
    in.end();
    return new Transaction(
        chainId, sender, clientId, expiry, snapshot, catalog, reads, changes, writes, sql);
  }

  private static <T> List<T> list(
      ByteReader in, int minBytes, int max, Function<ByteReader, T> element) {
    int count = in.count(minBytes, "list");
    require(count <= max, LIMIT_EXCEEDED, count + " list elements exceed " + max);
    List<T> out = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      out.add(element.apply(in));
    }
    return out;
  }

  /** Hash of encoded payload bytes. */
  public static Digest payloadHash(byte[] payload) {
    return Sha256.of(HashTag.TRANSACTION, payload);
  }
}
