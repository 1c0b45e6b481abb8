package org.assaydb.sql.execution;

import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.spill.Workspace;

/**
 * How much memory the operators of a statement may hold before they use temporary files.
 *
 * @param bytes at least 0; more than that is taken only where an operator cannot do without
 */
public record MemoryBudget(long bytes) {
  private static final long LEAST = 8L << 20;
  private static final int SHARE = 6;

  /** A sixth of the heap: a statement, its results and the proofs of its reads fit beside it. */
  public static MemoryBudget ofHeap() {
    return new MemoryBudget(Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE));
  }

  Workspace workspace(ExecutionContext context) {
    return new Workspace(bytes, context.interruptCheck());
  }
}
