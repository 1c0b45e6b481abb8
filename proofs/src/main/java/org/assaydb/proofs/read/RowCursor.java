package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/** Live rows of a read, one at a time. Accessors are valid after {@link #next()} returned true. */
public interface RowCursor extends AutoCloseable {
  /** Advances; false at the proved end of the result, never because something is missing. */
  boolean next();

  Key key();

  Version version();

  /** INSERT or UPDATE; DELETE only in a {@link ReadSpec.History}. */
  EntryKind kind();

  /**
   * A value in the Java representation of {@link org.assaydb.proofs.schema.ColumnType}, null for
   * NULL.
   *
   * @param column position in {@code IndexSchema.valueColumns()}; must be one of the columns of the
   *     {@link ReadSpec}
   */
  @Nullable Object value(int column);

  /**
   * Passes the next rows at once, when they are at hand as columns; null when the next row, if
   * there is one, has to be asked for by {@link #next()}. The two can be mixed. Afterwards there is
   * no current row.
   */
  default @Nullable RowBatch nextBatch() {
    return null;
  }

  @Override
  default void close() {}
}
