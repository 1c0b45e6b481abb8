package org.assaydb.sql.access;

import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.sql.enumerable.RowSource;
import org.assaydb.sql.enumerable.StatementContext;
import org.jspecify.annotations.Nullable;

/** One read of one table as a leaf of a plan. */
public interface IndexRead extends RowSource {
  /** The read with its values; null when no key can match. */
  @Nullable ReadSpec spec(StatementContext context);

  /** One line of EXPLAIN PROOF. */
  String describe();
}
