package org.assaydb.proofs.ledger;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;

/** A range of keys whose content a transaction relied on, absences included. */
public record ReadRange(IndexId index, KeyRange range) {
  void encode(ByteWriter out) {
    out.varint(index.value());
    range.encode(out);
  }

  static ReadRange decode(ByteReader in) {
    return new ReadRange(
        new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id")), KeyRange.decode(in));
  }
}
