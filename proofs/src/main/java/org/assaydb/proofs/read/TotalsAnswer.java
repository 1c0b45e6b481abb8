package org.assaydb.proofs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/** The totals that a read gave. Immutable. */
final class TotalsAnswer implements ReadAnswer {
  private record Group(Key key, long live, List<ColumnSum> sums) {}

  private final ReadSpec.Aggregate spec;
  private final List<Group> groups = new ArrayList<>();

  private TotalsAnswer(ReadSpec.Aggregate spec) {
    this.spec = spec;
  }

  /** Runs a read to its end. */
  static TotalsAnswer of(IndexReader reader, ReadSpec.Aggregate spec) {
    TotalsAnswer answer = new TotalsAnswer(spec);
    try (AggregateCursor totals = reader.aggregate(spec)) {
      while (totals.next()) {
        List<ColumnSum> sums = new ArrayList<>(spec.columns().size());
        for (int column : spec.columns()) {
          sums.add(totals.sum(column));
        }
        answer.groups.add(new Group(totals.group(), totals.live(), sums));
      }
    }
    return answer;
  }

  @Override
  public @Nullable Extent extent() {
    return null;
  }

  @Override
  public ReadSpec.Aggregate spec() {
    return spec;
  }

  AggregateCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements AggregateCursor {
    private int next;

    @Override
    public boolean next() {
      next = Math.min(next, groups.size()) + 1;
      return next <= groups.size();
    }

    private Group current() {
      if (next == 0 || next > groups.size()) {
        throw new NoSuchElementException("no current group");
      }
      return groups.get(next - 1);
    }

    @Override
    public Key group() {
      return current().key();
    }

    @Override
    public long live() {
      return current().live();
    }

    @Override
    public ColumnSum sum(int column) {
      int place = spec.columns().indexOf(column);
      if (place < 0) {
        throw new IllegalArgumentException("column " + column + " is not summed by this read");
      }
      return current().sums().get(place);
    }
  }
}
