package org.assaydb.benchmarks.oracle.reference;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** Runs logical plans by the book. Thread safe: it has no state. */
public final class ReferenceInterpreter {
  private ReferenceInterpreter() {}

  /**
   * All rows of a plan, in its order.
   *
   * @param plan as SqlToRelConverter made it, sub-queries not expanded
   * @param parameters values of the {@code ?}, in the values of this package
   * @param now time of the snapshot
   * @throws ReferenceException when the statement fails
   * @throws UnknownConstructException when the interpreter does not know what the plan says
   */
  public static List<@Nullable Object[]> run(
      RelNode plan, TableRows tables, @Nullable Object[] parameters, LocalDateTime now) {
    return Nodes.rows(plan, new Scope(tables, parameters, now));
  }
}
