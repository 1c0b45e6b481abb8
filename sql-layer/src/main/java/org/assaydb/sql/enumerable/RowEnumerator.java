package org.assaydb.sql.enumerable;

import java.util.NoSuchElementException;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows one by one, as compiled plans take them. */
public abstract class RowEnumerator implements Enumerator<@Nullable Object[]> {
  private @Nullable Object @Nullable [] current;

  /** The next row in run-time values; null at the end. */
  public abstract @Nullable Object @Nullable [] next();

  /** Opens the read anew. */
  public abstract void restart();

  @Override
  public final @Nullable Object[] current() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  @Override
  public final boolean moveNext() {
    current = next();
    return current != null;
  }

  @Override
  public final void reset() {
    restart();
    current = null;
  }
}
