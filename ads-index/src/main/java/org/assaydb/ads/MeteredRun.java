package org.assaydb.ads;

import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.ChunkSource;
import org.jspecify.annotations.Nullable;

/** Passes reads on to a view of a run and charges its {@link RunMeter} for what they open. */
final class MeteredRun implements RunView {
  private final RunView view;
  private final Run run;
  private final ReadBudget budget;
  private final RunMeter meter;

  /**
   * @param run the same run
   * @param meter of the run
   */
  MeteredRun(RunView view, Run run, ReadBudget budget, RunMeter meter) {
    this.view = view;
    this.run = run;
    this.budget = budget;
    this.meter = meter;
  }

  @Override
  public Summary summary() {
    return view.summary();
  }

  /** Its nodes tell {@link RunMeter#descended}. */
  @Override
  public RunNode top() {
    return view.top();
  }

  @Override
  public long lowerBound(Key key, Version version) {
    if (meter.spend(ReadBudget.PLACE_BYTES)) {
      budget.cut(key);
    }
    return view.lowerBound(key, version);
  }

  @Override
  public Key key(long position) {
    return view.key(position);
  }

  @Override
  public Key group(long position, IndexSchema schema, int parts) {
    return view.group(position, schema, parts);
  }

  @Override
  public Version version(long position) {
    return view.version(position);
  }

  @Override
  public EntryKind kind(long position) {
    return view.kind(position);
  }

  @Override
  public @Nullable Object value(long position, int column) {
    return view.value(position, column);
  }

  @Override
  public void open(long from, long to, int[] columns) {
    boolean descending = budget.isDescending();
    for (long left = to - from; left > 0; ) {
      long position = descending ? from + left - 1 : to - left;
      int chunk = run.chunkAt(position);
      long first = Math.max(from, run.chunkStart(chunk));
      long end = Math.min(to, run.chunkStart(chunk) + run.chunkRows(chunk));
      if (end - first < run.chunkRows(chunk) || !spendColumns(chunk, columns, position)) {
        spendRows(run.rows(chunk), run.chunkStart(chunk), first, end, columns.length > 0);
      }
      left -= end - first;
    }
    view.open(from, to, columns);
  }

  /** A chunk that is opened whole shows columns; false when they are too long for any part. */
  private boolean spendColumns(int ordinal, int[] columns, long position) {
    ChunkSource chunk = run.chunk(ordinal);
    if (!chunk.columnar()) {
      return false;
    }
    long bytes = chunk.column(0).length;
    for (int column : columns) {
      bytes += chunk.column(column + 1).length;
    }
    if (bytes > budget.runBytes()) {
      return false;
    }
    if (meter.spend(bytes)) {
      budget.cut(view.key(position));
    }
    return true;
  }

  /** The rows at the positions [from, to) of a chunk. */
  private void spendRows(Rows rows, long start, long from, long to, boolean content) {
    boolean descending = budget.isDescending();
    for (long i = 0; i < to - from; i++) {
      long position = descending ? to - 1 - i : from + i;
      if (meter.spend(ReadBudget.ENTRY_BYTES + rows.bytes((int) (position - start), content))) {
        budget.cut(view.key(position));
      }
    }
  }

  @Override
  public @Nullable ChunkColumns columnsAt(long position, int[] columns) {
    return view.columnsAt(position, columns);
  }
}
