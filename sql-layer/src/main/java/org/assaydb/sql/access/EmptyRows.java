package org.assaydb.sql.access;

import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** No rows. */
final class EmptyRows implements RowSource {
  static final EmptyRows INSTANCE = new EmptyRows();

  private EmptyRows() {}

  @Override
  public @Nullable Batch next() {
    return null;
  }

  @Override
  public void close() {}
}
