package org.assaydb.ads;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.assaydb.proofs.vo.prove.ReadMeter;

/** Counts what the reads of a request open of one run against a budget. Not thread safe. */
final class RunMeter implements ReadMeter {
  private static final long NO_COLUMNS = -1;

  private final Run run;
  private final ReadBudget budget;
  private final long mostBytes;
  private long spent;

  /**
   * @param mostBytes what may be opened of this run before the read should be cut
   */
  RunMeter(Run run, ReadBudget budget, long mostBytes) {
    this.run = run;
    this.budget = budget;
    this.mostBytes = mostBytes;
  }

  /** Whether the read should be cut. */
  private boolean spend(long bytes) {
    spent += bytes;
    budget.spend(bytes);
    return spent > mostBytes;
  }

  private void spendAt(long bytes, long position) {
    if (spend(bytes)) {
      int chunk = run.chunkAt(position);
      budget.cut(new Key(run.rows(chunk).key((int) (position - run.chunkStart(chunk)))));
    }
  }

  @Override
  public void place(Key key) {
    if (spend(ReadBudget.PLACE_BYTES)) {
      budget.cut(key);
    }
  }

  @Override
  public void children(long from) {
    spendAt(2 * ReadBudget.NODE_BYTES, from);
  }

  @Override
  public void entries(long from, long to, int[] columns) {
    boolean descending = budget.isDescending();
    for (long left = to - from; left > 0; ) {
      long position = descending ? from + left - 1 : to - left;
      int chunk = run.chunkAt(position);
      long start = run.chunkStart(chunk);
      long first = Math.max(from, start);
      long end = Math.min(to, start + run.chunkRows(chunk));
      boolean whole = end - first == run.chunkRows(chunk);
      long bytes = whole ? columnBytes(run.chunk(chunk), columns) : NO_COLUMNS;
      // Columns that are too long for any part are read in parts, by rows.
      if (bytes != NO_COLUMNS && bytes <= mostBytes) {
        spendAt(bytes, position);
      } else {
        rows(chunk, first, end, columns.length > 0);
      }
      left -= end - first;
    }
  }

  /** What a chunk that is opened whole shows; {@link #NO_COLUMNS} when it has none. */
  private static long columnBytes(ChunkSource chunk, int[] columns) {
    if (!chunk.columnar()) {
      return NO_COLUMNS;
    }
    long bytes = chunk.column(0).length;
    for (int column : columns) {
      bytes += chunk.column(column + 1).length;
    }
    return bytes;
  }

  /** The rows of a chunk at the positions [from, to). */
  private void rows(int chunk, long from, long to, boolean content) {
    boolean descending = budget.isDescending();
    Rows rows = run.rows(chunk);
    long start = run.chunkStart(chunk);
    for (long i = 0; i < to - from; i++) {
      long position = descending ? to - 1 - i : from + i;
      spendAt(ReadBudget.ENTRY_BYTES + rows.bytes((int) (position - start), content), position);
    }
  }
}
