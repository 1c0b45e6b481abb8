package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;

/**
 * A scan of committed rows under uncommitted writes: committed rows whose keys have own entries are
 * dropped, own rows are merged in. The committed scan is the one that the replica ran: which
 * stretches it opens depends on its limit, so that one of another limit would ask for entries that
 * were never sent.
 */
final class OwnScanCursor extends RunCursor {
  private final Layer own;
  private final ScanCursor ownRows;
  private final ScanCursor committed;
  private final boolean descending;
  private boolean onOwn;
  private boolean onCommitted;
  private long rowsLeft;

  /**
   * @param ownRows of the own writes alone, without a limit
   * @param committed with the limit that was sent
   */
  OwnScanCursor(Layer own, ScanCursor ownRows, ScanCursor committed, ReadSpec.Scan spec) {
    this.own = own;
    this.ownRows = ownRows;
    this.committed = committed;
    descending = spec.descending();
    rowsLeft = spec.limit();
  }

  @Override
  public boolean next() {
    run = null;
    if (rowsLeft == 0) {
      return false;
    }
    onOwn = onOwn || ownRows.next();
    while (!onCommitted && committed.next()) {
      onCommitted = own.find(committed.key()) < 0;
    }
    if (onOwn && (!onCommitted || isBefore(ownRows.key(), committed.key()))) {
      run = ownRows.run;
      position = ownRows.position;
      onOwn = false;
    } else if (onCommitted) {
      run = committed.run;
      position = committed.position;
      onCommitted = false;
    }
    rowsLeft--;
    return run != null;
  }

  private boolean isBefore(Key left, Key right) {
    int order = left.compareTo(right);
    return descending ? order > 0 : order < 0;
  }
}
