package org.assaydb.sql.statistics;

import java.util.List;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;

/**
 * Ranges of an index whose live rows are to be counted.
 *
 * @param ranges ascending and disjoint, {@link #MAX_RANGES} at most
 */
public record CountRequest(IndexId index, List<KeyRange> ranges) {
  /** Each range costs two paths of proof in every run. */
  public static final int MAX_RANGES = 16;

  public CountRequest {
    ranges = List.copyOf(ranges);
    if (ranges.size() > MAX_RANGES) {
      throw new IllegalArgumentException(ranges.size() + " ranges to count");
    }
  }

  /** All rows of an index. */
  public static CountRequest all(IndexId index) {
    return new CountRequest(index, List.of(KeyRange.ALL));
  }
}
