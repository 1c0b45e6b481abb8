package org.assaydb.sql.execution;

import java.util.List;
import org.assaydb.sql.access.IndexRead;
import org.assaydb.sql.access.LookupJoinPlan;

/**
 * What a plan reads.
 *
 * @param known reads whose values are known before anything runs
 * @param lookups look-ups for rows that the statement holds itself, without reading them
 * @param complete whether there are no others
 */
public record PlanReads(List<IndexRead> known, List<LookupJoinPlan> lookups, boolean complete) {
  public PlanReads {
    known = List.copyOf(known);
    lookups = List.copyOf(lookups);
  }
}
