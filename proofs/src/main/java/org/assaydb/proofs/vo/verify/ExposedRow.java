package org.assaydb.proofs.vo.verify;

import org.assaydb.proofs.tree.Entry;

/**
 * A row that a verification object shows by itself.
 *
 * @param ordinal within its chunk
 * @param full whether deltas and values are shown; otherwise those of {@code entry} are
 *     placeholders
 */
record ExposedRow(int ordinal, boolean full, Entry entry) {}
