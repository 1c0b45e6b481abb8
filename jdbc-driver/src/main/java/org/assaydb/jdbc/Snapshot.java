package org.assaydb.jdbc;

import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Catalog;

/** A certified state that statements run on, with its certified catalog. */
record Snapshot(TrustedHead head, Catalog catalog) {
  long height() {
    return head.height();
  }

  long timeMs() {
    return head.header().timeMs();
  }

  Digest stateRoot() {
    return head.roots().state();
  }
}
