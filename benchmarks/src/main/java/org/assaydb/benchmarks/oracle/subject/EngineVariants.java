package org.assaydb.benchmarks.oracle.subject;

import java.util.List;
import java.util.Set;
import org.assaydb.sql.planner.PlannerOptions;

/** The ways in which our engine can run a query; all must give the same answer. */
public final class EngineVariants {
  private static final List<String> NAMES =
      List.of("usual", "scans", "no-direct", "apply", "spilling");

  /** Bytes: nearly nothing fits, so that sorts, joins and aggregates go through files. */
  private static final long TINY_BUDGET = 2_000;

  private EngineVariants() {}

  public static List<String> names() {
    return NAMES;
  }

  /** What a variant does. */
  public static PlannerOptions of(String name) {
    PlannerOptions all = PlannerOptions.all();
    return switch (name) {
      case "usual" -> all;
      case "scans" -> all.withIndexes(false).withDirect(false);
      case "no-direct" -> all.withDirect(false);
      case "apply" -> all.withRewrites(Set.of()).withDirect(false);
      case "spilling" -> all.withBudget(TINY_BUDGET).withDirect(false);
      default -> throw new IllegalArgumentException("no variant " + name);
    };
  }
}
