package org.assaydb.jdbc;

import java.util.Arrays;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.wire.Request;
import org.jspecify.annotations.Nullable;

/** Totals that the replica cut: a group that lies in two parts is the sum of both. */
final class PagedTotals implements AggregateCursor {
  private final FetchingReader reader;
  private final ReadSpec.Aggregate spec;
  private ReadSpec.@Nullable Aggregate rest;
  private @Nullable AggregateCursor part;
  // The part stands on a group that was not handed out.
  private boolean waiting;
  private Key group = Key.MIN;
  private long live;
  private final ColumnSum[] sums;

  PagedTotals(FetchingReader reader, ReadSpec.Aggregate spec) {
    this.reader = reader;
    this.spec = spec;
    rest = spec;
    sums = new ColumnSum[spec.columns().size()];
  }

  @Override
  public boolean next() {
    AggregateCursor first = waiting ? part : nextOfParts();
    if (first == null) {
      return false;
    }
    group = first.group();
    live = 0;
    Arrays.fill(sums, ColumnSum.ZERO);
    AggregateCursor same = first;
    while (same != null && same.group().equals(group)) {
      add(same);
      same = nextOfParts();
    }
    waiting = same != null;
    return true;
  }

  private void add(AggregateCursor from) {
    live += from.live();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].plus(from.sum(spec.columns().get(i)));
    }
  }

  /** The part that stands on the next group; null at the end. */
  private @Nullable AggregateCursor nextOfParts() {
    while (true) {
      AggregateCursor at = part;
      if (at == null) {
        ReadSpec.Aggregate wanted = rest;
        if (wanted == null) {
          return null;
        }
        at = open(wanted);
      }
      if (at.next()) {
        return at;
      }
      close();
    }
  }

  private AggregateCursor open(ReadSpec.Aggregate wanted) {
    FetchingReader.Fetched source = reader.fetch(wanted, Request.Read.MAX_BUDGET);
    Key bound = source.bound();
    if (bound == null) {
      rest = null;
    } else {
      rest = wanted.after(bound);
      reader.release(wanted);
    }
    AggregateCursor opened = reader.totals(bound == null ? wanted : wanted.before(bound), source);
    part = opened;
    return opened;
  }

  @Override
  public Key group() {
    return group;
  }

  @Override
  public long live() {
    return live;
  }

  @Override
  public ColumnSum sum(int column) {
    return sums[spec.columns().indexOf(column)];
  }

  @Override
  public void close() {
    AggregateCursor at = part;
    if (at != null) {
      at.close();
      part = null;
    }
  }
}
