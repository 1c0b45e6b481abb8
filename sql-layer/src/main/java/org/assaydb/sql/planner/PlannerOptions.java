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
 * @param leastLookups rows that a join looks up at least before it turns to another way
 */
public record PlannerOptions(
    boolean useIndexes,
    boolean direct,
    Set<Rewrite> rewrites,
    MemoryBudget budget,
    int leastLookups) {
  private static final int LOOKUPS = 1024;

  public PlannerOptions {
    rewrites = Set.copyOf(rewrites);
  }

  public static PlannerOptions all() {
    return new PlannerOptions(
        true, true, EnumSet.allOf(Rewrite.class), MemoryBudget.ofHeap(), LOOKUPS);
  }

  public PlannerOptions withIndexes(boolean use) {
    return new PlannerOptions(use, direct, rewrites, budget, leastLookups);
  }

  public PlannerOptions withDirect(boolean use) {
    return new PlannerOptions(useIndexes, use, rewrites, budget, leastLookups);
  }

  public PlannerOptions withRewrites(Set<Rewrite> chosen) {
    return new PlannerOptions(useIndexes, direct, chosen, budget, leastLookups);
  }

  public PlannerOptions withBudget(long bytes) {
    return new PlannerOptions(useIndexes, direct, rewrites, new MemoryBudget(bytes), leastLookups);
  }

  public PlannerOptions withLeastLookups(int rows) {
    return new PlannerOptions(useIndexes, direct, rewrites, budget, rows);
  }
}
