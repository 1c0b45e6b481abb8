package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.ReaderCounts;
import org.assaydb.sql.statistics.RowCounts;

/**
 * What one statement is planned by: counts proved at its snapshot, or a little before. Remembers
 * them for its proof file, which has to give the same plan. Not thread safe.
 */
final class SnapshotCounts implements RowCounts {
  /** Counts of one statement at most; where there would be more the rest is not known. */
  static final int MOST = 1024;

  private final Snapshot snapshot;
  private final ProofLog log;
  private final RecentCounts recent;
  private final Map<CountRequest, Long> told = new LinkedHashMap<>();

  /** {@code log} counts what the counts cost and keeps none of it. */
  SnapshotCounts(Snapshot snapshot, ProofLog log, RecentCounts recent) {
    this.snapshot = snapshot;
    this.log = log;
    this.recent = recent;
  }

  ProofLog log() {
    return log;
  }

  @Override
  public List<Long> of(List<CountRequest> requests) {
    List<CountRequest> missing = new ArrayList<>();
    for (CountRequest request : requests) {
      if (told.containsKey(request) || told.size() + missing.size() >= MOST) {
        continue;
      }
      Long known = recent.get(request, snapshot.height());
      if (known == null) {
        missing.add(request);
      } else {
        told.put(request, known);
      }
    }
    if (!missing.isEmpty()) {
      List<Long> counted = log.withoutKeeping(() -> count(missing));
      for (int i = 0; i < counted.size(); i++) {
        told.put(missing.get(i), counted.get(i));
        recent.put(missing.get(i), counted.get(i), snapshot.height());
      }
    }
    return requests.stream().map(request -> told.getOrDefault(request, UNKNOWN)).toList();
  }

  private List<Long> count(List<CountRequest> requests) {
    OwnWrites none = new OwnWrites(snapshot.catalog());
    return new ReaderCounts(new FetchingReader(snapshot, log, none, new ReadLog())).of(requests);
  }

  /** All that was asked and answered. */
  Map<CountRequest, Long> told() {
    return new LinkedHashMap<>(told);
  }
}
