package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;

/**
 * Totals from rows, for snapshots at which not every version that was ever written is in the runs:
 * there the deltas of entries do not add up.
 */
final class RowTotals extends GroupCursor {
  private final RowCursor rows;
  private final KeyGroups groups;
  private boolean onRow;
  private boolean ended;

  /**
   * @param rows the live rows of the ranges with the columns to sum, ascending
   */
  RowTotals(RowCursor rows, ReadSpec.Aggregate spec, IndexSchema schema) {
    super(new Totals(spec.columns(), schema.sums()));
    this.rows = rows;
    groups = new KeyGroups(schema, spec.groupParts());
  }

  /** The rows that this reads. */
  static ReadSpec.Scan scan(ReadSpec.Aggregate spec) {
    return new ReadSpec.Scan(
        spec.index(), spec.columns(), spec.snapshotHeight(), spec.ranges(), false, Long.MAX_VALUE);
  }

  @Override
  public boolean next() {
    totals.clear();
    group = null;
    if (ended) {
      return false;
    }
    onRow = onRow || rows.next();
    if (!onRow) {
      ended = true;
      // The grand total of no rows is a result, a group without rows is none.
      group = groups.parts() == 0 ? Key.MIN : null;
      return group != null;
    }
    Key first = groups.of(rows.key());
    group = first;
    while (onRow && KeyGroups.contains(first, rows.key())) {
      totals.addRow(rows);
      onRow = rows.next();
    }
    ended = !onRow;
    return true;
  }

  @Override
  public void close() {
    rows.close();
  }
}
