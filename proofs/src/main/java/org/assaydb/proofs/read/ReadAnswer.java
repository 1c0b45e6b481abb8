package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/**
 * What a read of a state gave when it was run to its end, to be handed out without running it
 * again.
 */
public sealed interface ReadAnswer permits TotalsAnswer, RowsAnswer {
  /** The read. */
  ReadSpec spec();

  /**
   * How far rows go.
   *
   * @param last key of the last of them; null when there are none
   */
  record Extent(long rows, @Nullable Key last) {}

  /** Null for totals. */
  @Nullable Extent extent();
}
