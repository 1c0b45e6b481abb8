package org.assaydb.proofs.vo;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;

/**
 * A row that a verification object shows by itself.
 *
 * @param ordinal within its chunk
 * @param full whether version, kind and values are shown; otherwise they are placeholders
 */
record ExposedRow(
    int ordinal, boolean full, Key key, Version version, EntryKind kind, byte[] values) {
  Summary summary() {
    return new Summary(1, kind.liveDelta(), version, version);
  }
}
