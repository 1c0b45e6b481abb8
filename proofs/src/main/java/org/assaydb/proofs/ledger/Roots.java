package org.assaydb.proofs.ledger;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;

/** What a block leads to: state root, receipts root, catalog digest after it was applied. */
public record Roots(Digest state, Digest receipts, Digest catalog) {
  public void encode(ByteWriter out) {
    out.digest(state).digest(receipts).digest(catalog);
  }

  public static Roots decode(ByteReader in) {
    return new Roots(in.digest(), in.digest(), in.digest());
  }
}
