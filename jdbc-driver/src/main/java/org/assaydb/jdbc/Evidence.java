package org.assaydb.jdbc;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.Response;

/** Where hostile bytes about one snapshot come from: a replica, or a proof file. */
interface Evidence {
  /**
   * A verification object that is said to cover some first ones of these reads.
   *
   * @param budgetBytes as in {@link org.assaydb.proofs.wire.Request.Read}
   */
  Response.Vo read(List<ReadSpec> specs, int budgetBytes);

  /** Says that this read will probably be the next one. A hint. */
  default void announce(List<ReadSpec> specs, int budgetBytes) {}

  /** Said to be the last block at or before a time, and the next one. */
  Response.Neighbours neighbours(long timeMs);
}
