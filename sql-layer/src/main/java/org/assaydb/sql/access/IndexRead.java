package org.assaydb.sql.access;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** One read of one table as a leaf of a plan. Immutable. */
public interface IndexRead {
  /** The read with its values; null when no key can match. */
  @Nullable ReadSpec spec(Evaluation evaluation);

  /** Whether {@link #spec} is all that it reads. */
  boolean isWhole();

  /** Types of the columns of its rows. */
  List<ValueType> types();

  /** Runs the read. */
  RowSource open(Evaluation evaluation);

  /** One line of EXPLAIN PROOF. */
  String describe();
}
