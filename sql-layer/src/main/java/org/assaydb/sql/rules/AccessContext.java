package org.assaydb.sql.rules;

import org.apache.calcite.rex.RexBuilder;
import org.assaydb.sql.statistics.PlanCounts;

/**
 * What all rules are given.
 *
 * @param useIndexes without, every table is read by a full scan
 * @param counts rows of tables and ranges as far as they are known
 * @param leastLookups rows that a join looks up at least before it turns to another way
 */
public record AccessContext(
    RexBuilder builder, boolean useIndexes, PlanCounts counts, int leastLookups) {
  TableEstimates estimates() {
    return new TableEstimates(counts);
  }
}
