package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.access.ColumnPredicate;
import org.assaydb.sql.access.IndexRanges;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.statistics.RowCounts;

/** Rows of tables and key ranges: proved counts, and rules of thumb where there are none. */
final class TableEstimates {
  private static final double EQUALITY = 0.001;
  private static final double RANGE = 0.2;

  private final PlanCounts counts;

  TableEstimates(PlanCounts counts) {
    this.counts = counts;
  }

  /** Ranges that stand for more of them. */
  private record Sample(CountRequest request, double factor) {}

  double rows(AssayTable table) {
    long known = counts.rows(table.definition.primaryIndex().id());
    return known == RowCounts.UNKNOWN ? AssayTable.ROWS : Math.max(1, known);
  }

  /** Rows that a choice reads, at least one. */
  double rows(AccessChooser.Choice choice) {
    AssayTable table = choice.table();
    IndexDef index = choice.index();
    IndexRanges ranges = choice.ranges();
    if (ranges == null) {
      return rows(table);
    }
    IndexRanges.Evaluated known = choice.known();
    if (known == null) {
      return byRule(table, index, ranges);
    } else if (known.ranges().isEmpty()) {
      return 1;
    } else if (known.points() && index.unique()) {
      return known.ranges().size();
    }
    Sample sample = sample(index, known.ranges());
    long counted = counts.rows(sample.request);
    return counted == RowCounts.UNKNOWN
        ? byRule(table, index, ranges)
        : Math.max(1, counted * sample.factor);
  }

  /** What {@link #rows} would ask for. */
  List<CountRequest> requests(AccessChooser.Choice choice) {
    List<CountRequest> requests = new ArrayList<>();
    requests.add(CountRequest.all(choice.table().definition.primaryIndex().id()));
    IndexRanges.Evaluated known = choice.known();
    IndexDef index = choice.index();
    if (known != null && !known.ranges().isEmpty() && !(known.points() && index.unique())) {
      requests.add(sample(index, known.ranges()).request);
    }
    return requests;
  }

  /** Of many ranges some at equal distances are counted. */
  private static Sample sample(IndexDef index, List<KeyRange> ranges) {
    int most = CountRequest.MAX_RANGES;
    if (ranges.size() <= most) {
      return new Sample(new CountRequest(index.id(), ranges), 1);
    }
    List<KeyRange> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(ranges.get((int) ((long) i * ranges.size() / most)));
    }
    return new Sample(new CountRequest(index.id(), some), (double) ranges.size() / most);
  }

  private double byRule(AssayTable table, IndexDef index, IndexRanges ranges) {
    double all = rows(table);
    double rows = all;
    double alternatives = 1;
    boolean points = true;
    for (List<ColumnPredicate> part : ranges.parts()) {
      points &= part.stream().anyMatch(ColumnPredicate::pointsOnly);
      rows *= points ? EQUALITY : RANGE;
      alternatives *= part.stream().mapToInt(p -> p.alternatives().size()).min().orElse(1);
    }
    boolean key = index.unique() && points && ranges.parts().size() == index.keyParts().size();
    return Math.min(all, Math.max(key ? 1 : rows, 1) * alternatives);
  }
}
