package org.assaydb.proofs.tree;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.IndexSchema;

/**
 * Commitment to one sealed history run: entries that no snapshot at or above its floor sees. They
 * are superseded versions, and DELETE entries together with everything older of their keys.
 *
 * <p>Encoding: varint floor, run descriptor. Digest = H(HISTORY_LEAF, encoding).
 *
 * @param floor snapshots below it need the run
 */
public record HistoryDescriptor(long floor, RunDescriptor run) {

  public Digest digest() {
    ByteWriter out = new ByteWriter(80);
    encode(out);
    return Sha256.of(HashTag.HISTORY_LEAF, out.toBytes());
  }

  public void encode(ByteWriter out) {
    out.varint(floor);
    run.encode(out);
  }

  /** Decodes hostile bytes. */
  public static HistoryDescriptor decode(ByteReader in, IndexSchema schema) {
    return new HistoryDescriptor(in.varintNonNegative("floor"), RunDescriptor.decode(in, schema));
  }
}
