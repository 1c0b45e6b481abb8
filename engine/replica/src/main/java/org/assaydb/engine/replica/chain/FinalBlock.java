package org.assaydb.engine.replica.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of a final block, without its body.
 *
 * <p>Encoding: header, whether a certificate follows, the final certificate, receipt count,
 * receipts.
 */
public final class FinalBlock {
  private static final int MIN_RECEIPT_BYTES = 90;

  private final BlockHeader header;
  private final Optional<Certificate> certificate;
  private final List<Receipt> receipts;
  private volatile @Nullable List<Digest> receiptLeaves;

  FinalBlock(BlockHeader header, Optional<Certificate> certificate, List<Receipt> receipts) {
    this.header = header;
    this.certificate = certificate;
    this.receipts = List.copyOf(receipts);
  }

  public BlockHeader header() {
    return header;
  }

  /** Over exactly this block; empty when it became final through a descendant. */
  public Optional<Certificate> certificate() {
    return certificate;
  }

  public List<Receipt> receipts() {
    return receipts;
  }

  /** Leaves of the receipts root, hashed once. */
  List<Digest> receiptLeaves() {
    List<Digest> leaves = receiptLeaves;
    if (leaves == null) {
      leaves = receipts.stream().map(Receipt::leaf).toList();
      receiptLeaves = leaves;
    }
    return leaves;
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(1024 + 192 * receipts.size());
    header.encode(out);
    out.bool(certificate.isPresent());
    certificate.ifPresent(c -> c.encode(out));
    out.varint(receipts.size());
    receipts.forEach(r -> r.encode(out));
    return out.toBytes();
  }

  static FinalBlock decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    BlockHeader header = BlockHeader.decode(in);
    Optional<Certificate> certificate =
        in.bool() ? Optional.of(Certificate.decode(in)) : Optional.empty();
    int count = in.count(MIN_RECEIPT_BYTES, "receipt");
    List<Receipt> receipts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      receipts.add(Receipt.decode(in));
    }
    in.end();
    return new FinalBlock(header, certificate, receipts);
  }
}
