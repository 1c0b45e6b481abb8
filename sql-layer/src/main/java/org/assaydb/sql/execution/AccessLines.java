package org.assaydb.sql.execution;

import java.util.List;
import org.assaydb.sql.access.LookupJoinPlan;
import org.assaydb.sql.operator.Plan;

/** Table accesses of a plan as text, inputs before what uses them. */
final class AccessLines {
  private AccessLines() {}

  static void add(Plan plan, List<String> lines) {
    plan.inputs().forEach(input -> add(input, lines));
    if (plan instanceof ScanPlan scan) {
      lines.add(scan.access().describe());
    } else if (plan instanceof LookupJoinPlan join) {
      lines.add(join.access());
    }
  }
}
