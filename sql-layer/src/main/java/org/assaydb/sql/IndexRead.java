package org.assaydb.sql;

import org.assaydb.proofs.read.ReadSpec;
import org.jspecify.annotations.Nullable;

/** One read of one table as a leaf of a plan. */
interface IndexRead extends RowSource {
  /** The read with its values; null when no key can match. */
  @Nullable ReadSpec spec(StatementContext context);

  /** One line of EXPLAIN PROOF. */
  String describe();
}
