package org.assaydb.sql.statistics;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;

/** Counts by reads of totals, all announced together. */
public record ReaderCounts(IndexReader reader) implements RowCounts {
  @Override
  public List<Long> of(List<CountRequest> requests) {
    List<ReadSpec.Aggregate> reads = new ArrayList<>();
    for (CountRequest request : requests) {
      reads.add(
          new ReadSpec.Aggregate(
              request.index(), List.of(), reader.stateHeight(), request.ranges(), 0));
    }
    reader.prefetch(List.copyOf(reads));
    List<Long> counts = new ArrayList<>();
    for (ReadSpec.Aggregate read : reads) {
      try (AggregateCursor total = reader.aggregate(read)) {
        counts.add(total.next() ? total.live() : 0);
      }
    }
    return counts;
  }
}
