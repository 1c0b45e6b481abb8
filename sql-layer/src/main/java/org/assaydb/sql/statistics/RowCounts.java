package org.assaydb.sql.statistics;

import java.util.Collections;
import java.util.List;

/** Counts rows for a planner. */
@FunctionalInterface
public interface RowCounts {
  /** In place of a count that cannot be had. */
  long UNKNOWN = -1;

  /** Knows nothing. */
  RowCounts NONE = requests -> Collections.nCopies(requests.size(), UNKNOWN);

  /**
   * Live rows of each request, at a recent state; {@link #UNKNOWN} where that is not known.
   *
   * @throws org.assaydb.proofs.VerificationException when a count was asked for and is not proved
   */
  List<Long> of(List<CountRequest> requests);
}
