package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
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

  /** Position of the newest visible version of the key in this run, proved; -1 without one. */
  long find(Key key) {
    // Versions descend within a key, so this is the newest one at or below the snapshot.
    long place = run.lowerBound(key, snapshot);
    return place < run.summary().count() && run.key(place).equals(key) ? place : -1;
  }

  /** First position of a range; the start of a run needs no neighbour. */
  long start(KeyRange range) {
    return range.lower().bytes().length == 0 ? 0 : run.lowerBound(range.lower(), Version.NEWEST);
  }

  /** End of a range; the end of a run needs no neighbour: positions and count are certified. */
  long end(KeyRange range) {
    Key upper = range.upper();
    return upper == null ? run.summary().count() : run.lowerBound(upper, Version.NEWEST);
  }
}
