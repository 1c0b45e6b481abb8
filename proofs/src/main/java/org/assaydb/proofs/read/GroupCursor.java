package org.assaydb.proofs.read;

import java.util.NoSuchElementException;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/** Accessors of the group that {@link #next()} came to. */
abstract class GroupCursor implements AggregateCursor {
  final Totals totals;

  /** Null when there is no current one. */
  @Nullable Key group;

  GroupCursor(Totals totals) {
    this.totals = totals;
  }

  @Override
  public final Key group() {
    if (group == null) {
      throw new NoSuchElementException("no current group");
    }
    return group;
  }

  @Override
  public final long live() {
    group();
    return totals.live();
  }

  @Override
  public final ColumnSum sum(int column) {
    group();
    return totals.sum(column);
  }
}
