package org.assaydb.benchmarks.oracle.subject;

import java.util.List;
import java.util.Set;
import org.assaydb.sql.planner.PlannerOptions;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.ReaderCounts;
import org.assaydb.sql.statistics.RowCounts;

/** The ways in which our engine can run a query; all must give the same answer. */
public final class EngineVariants {
  private static final List<String> NAMES =
      List.of("usual", "scans", "no-direct", "apply", "spilling", "counted", "miscounted");

  /** Bytes: nearly nothing fits, so that sorts, joins and aggregates go through files. */
  private static final long TINY_BUDGET = 2_000;

  private EngineVariants() {}

  public static List<String> names() {
    return NAMES;
  }

  /** What a variant knows of the rows of tables: nothing, the truth, or anything at all. */
  static RowCounts counts(String name, MemoryTables tables) {
    return switch (name) {
      case "counted" -> new ReaderCounts(tables.context().reader());
      case "miscounted" -> requests -> requests.stream().map(EngineVariants::arbitrary).toList();
      default -> RowCounts.NONE;
    };
  }

  /** The same number for the same request, of any size. */
  private static long arbitrary(CountRequest request) {
    int bits = Integer.remainderUnsigned(31 * request.hashCode() >>> 3, 24);
    return (1L << bits) - 1;
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
      case "counted" -> all;
      case "miscounted" -> all.withLeastLookups(1);
      default -> throw new IllegalArgumentException("no variant " + name);
    };
  }
}
