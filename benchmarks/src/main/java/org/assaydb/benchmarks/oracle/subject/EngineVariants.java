package org.assaydb.benchmarks.oracle.subject;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;

/** The ways in which our engine can run a query; all must give the same answer. */
public final class EngineVariants {
  private static final Map<String, Supplier<SqlPlanner>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("usual", CalcitePlanner::new);
    ALL.put("scans", () -> new CalcitePlanner(false));
    ALL.put("no-direct", () -> new CalcitePlanner(true, false));
  }

  private EngineVariants() {}

  /** By their names; each call of a supplier gives a planner of its own. */
  public static Map<String, Supplier<SqlPlanner>> all() {
    return ALL;
  }
}
