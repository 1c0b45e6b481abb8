package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.RowCounts;
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

  /**
   * What is known of a height, for those who must not wait: throws NoSuchElementException where
   * something is not.
   */
  RowCounts at(long height) {
    return requests -> {
      List<Long> rows = new ArrayList<>();
      for (CountRequest request : requests) {
        Long known = get(request, height);
        if (known == null) {
          throw new NoSuchElementException("not counted of late");
        }
        rows.add(known);
      }
      return rows;
    };
  }

  synchronized void put(CountRequest request, long rows, long height) {
    counts.put(request, new Counted(rows, height));
  }
}
