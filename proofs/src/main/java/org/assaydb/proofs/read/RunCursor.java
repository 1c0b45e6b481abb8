package org.assaydb.proofs.read;

import java.util.NoSuchElementException;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/** A cursor whose current row is one entry of one run. */
abstract class RunCursor implements RowCursor {
  /** Run of the current row; null before the first and after the last. */
  @Nullable RunView run;

  /** Position of the current row in {@link #run}. */
  long position;

  /** Run of the rows that {@link #nextBatch} passed last. */
  RunView batchRun() {
    throw new NoSuchElementException("no batch");
  }

  /** Run of the current row. */
  RunView current() {
    if (run == null) {
      throw new NoSuchElementException("no current row");
    }
    return run;
  }

  @Override
  public final Key key() {
    return current().key(position);
  }

  @Override
  public final Version version() {
    return current().version(position);
  }

  @Override
  public final EntryKind kind() {
    return current().kind(position).written();
  }

  @Override
  public final @Nullable Object value(int column) {
    return current().value(position, column);
  }
}
