package org.assaydb.jdbc;

import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/** Rows that come page by page: shows the row of the page at hand. */
abstract class PageCursor implements RowCursor {
  /** Rows of the page at hand, null between pages. */
  protected @Nullable RowCursor rows;

  private RowCursor current() {
    if (rows == null) {
      throw new IllegalStateException("no current row");
    }
    return rows;
  }

  @Override
  public final Key key() {
    return current().key();
  }

  @Override
  public final Version version() {
    return current().version();
  }

  @Override
  public final EntryKind kind() {
    return current().kind();
  }

  @Override
  public final @Nullable Object value(int column) {
    return current().value(column);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
