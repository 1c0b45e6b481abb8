package org.assaydb.engine.replica.scrub;

import java.util.List;

/**
 * What one pass over all files found.
 *
 * @param endedMs wall clock
 * @param bytes that were read
 */
public record ScrubReport(long endedMs, long bytes, List<Finding> findings) {
  public ScrubReport {
    findings = List.copyOf(findings);
  }

  /** What is still damaged. */
  public List<Finding> unrepaired() {
    return findings.stream().filter(f -> !f.repaired()).toList();
  }
}
