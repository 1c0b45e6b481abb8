package org.assaydb.sql.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assaydb.proofs.schema.IndexId;

/**
 * The counts that one statement is planned by: asked for once, and rounded, so that a plan is a
 * function of the text, the catalog and a few numbers that seldom change. Not thread safe.
 */
public final class PlanCounts {
  /** Significant bits that are kept: counts within a quarter of each other are mostly equal. */
  private static final int BITS = 3;

  private final RowCounts source;
  private final Map<CountRequest, Long> known = new LinkedHashMap<>();

  public PlanCounts(RowCounts source) {
    this.source = source;
  }

  /** Without any knowledge. */
  public static PlanCounts none() {
    return new PlanCounts(RowCounts.NONE);
  }

  /** Asks for all that is not known yet, at once. */
  public void gather(Collection<CountRequest> requests) {
    List<CountRequest> missing =
        requests.stream().distinct().filter(r -> !known.containsKey(r)).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<Long> counts = source.of(missing);
    for (int i = 0; i < missing.size(); i++) {
      known.put(missing.get(i), rounded(counts.get(i)));
    }
  }

  /** Rows, rounded; {@link RowCounts#UNKNOWN} when they are not known. */
  public long rows(CountRequest request) {
    gather(List.of(request));
    return Objects.requireNonNull(known.get(request));
  }

  /** Rows of a whole index. */
  public long rows(IndexId index) {
    return rows(CountRequest.all(index));
  }

  /** What was asked so far, in order, with the answers. */
  public Map<CountRequest, Long> asked() {
    return new LinkedHashMap<>(known);
  }

  /** The answers to some requests, which are asked for as far as need be. */
  public List<Long> answers(List<CountRequest> requests) {
    gather(requests);
    List<Long> answers = new ArrayList<>();
    requests.forEach(request -> answers.add(rows(request)));
    return answers;
  }

  static long rounded(long count) {
    int surplus = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, count)) - BITS;
    return surplus <= 0 ? count : count >> surplus << surplus;
  }
}
