package org.assaydb.sql.planner;

import java.util.EnumSet;
import java.util.Set;
import org.assaydb.sql.execution.MemoryBudget;
import org.assaydb.sql.rewrite.Rewrites.Rewrite;

/**
 * Which ways the planner may take. All of them give the same rows; tests compare them.
 *
 * @param useIndexes without, every table is read by a full scan
 * @param direct simple queries are planned from their syntax tree alone
 */
public record PlannerOptions(
    boolean useIndexes, boolean direct, Set<Rewrite> rewrites, MemoryBudget budget) {
  public PlannerOptions {
    rewrites = Set.copyOf(rewrites);
  }

  public static PlannerOptions all() {
    return new PlannerOptions(true, true, EnumSet.allOf(Rewrite.class), MemoryBudget.ofHeap());
  }

  public PlannerOptions withIndexes(boolean use) {
    return new PlannerOptions(use, direct, rewrites, budget);
  }

  public PlannerOptions withDirect(boolean use) {
    return new PlannerOptions(useIndexes, use, rewrites, budget);
  }

  public PlannerOptions withRewrites(Set<Rewrite> chosen) {
    return new PlannerOptions(useIndexes, direct, chosen, budget);
  }

  public PlannerOptions withBudget(long bytes) {
    return new PlannerOptions(useIndexes, direct, rewrites, new MemoryBudget(bytes));
  }
}
