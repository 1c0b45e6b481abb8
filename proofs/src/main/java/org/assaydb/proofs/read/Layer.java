package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Version;

/**
 * A run with the newest version that a read sees in it.
 *
 * @param snapshot inclusive
 */
record Layer(RunView run, Version snapshot) {
  boolean visible(long position) {
    return run.version(position).compareTo(snapshot) <= 0;
  }
}
