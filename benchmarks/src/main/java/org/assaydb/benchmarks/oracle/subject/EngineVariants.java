package org.assaydb.benchmarks.oracle.subject;

import java.util.List;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;

/** The ways in which our engine can run a query; all must give the same answer. */
public final class EngineVariants {
  private static final List<String> NAMES = List.of("usual", "scans", "no-direct");

  private EngineVariants() {}

  public static List<String> names() {
    return NAMES;
  }

  /** A planner of its own for a variant. */
  public static SqlPlanner of(String name) {
    return switch (name) {
      case "usual" -> new CalcitePlanner();
      case "scans" -> new CalcitePlanner(false);
      case "no-direct" -> new CalcitePlanner(true, false);
      default -> throw new IllegalArgumentException("no variant " + name);
    };
  }
}
