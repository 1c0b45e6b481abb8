package org.assaydb.jdbc;

import java.util.Map;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.sql.statistics.CountRequest;
import org.jspecify.annotations.Nullable;

/**
 * Counts of rows that connections of one client had proved of late. They serve planning alone, so
 * that a count of some blocks ago is as good. Thread safe.
 */
final class RecentCounts {
  private static final int MOST = 4096;

  private record Counted(long rows, long height) {}

  private final long maxAgeBlocks;

  private final Map<CountRequest, Counted> counts = BoundedMap.byUse(MOST);

  RecentCounts(long maxAgeBlocks) {
    this.maxAgeBlocks = maxAgeBlocks;
  }

  /** Null when it was counted too many blocks away, or never. */
  synchronized @Nullable Long get(CountRequest request, long height) {
    Counted counted = counts.get(request);
    return counted == null || Math.abs(height - counted.height) > maxAgeBlocks
        ? null
        : counted.rows;
  }

  synchronized void put(CountRequest request, long rows, long height) {
    counts.put(request, new Counted(rows, height));
  }
}
