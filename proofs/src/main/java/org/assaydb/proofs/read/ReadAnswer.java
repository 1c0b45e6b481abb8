package org.assaydb.proofs.read;

/**
 * What a read of a state gave when it was run to its end, to be handed out without running it
 * again.
 */
public sealed interface ReadAnswer permits TotalsAnswer, RowsAnswer {
  /** The read. */
  ReadSpec spec();
}
