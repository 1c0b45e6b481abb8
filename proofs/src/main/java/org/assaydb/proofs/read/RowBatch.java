package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Live rows of a read that lie in one chunk, at least one, in order. Their values are places in the
 * column vectors of the chunk, which hold other rows too.
 */
public final class RowBatch {
  private final ChunkColumns chunk;
  private final int first;
  private final int rows;
  private final int @Nullable [] selection;

  /**
   * @param first the first row when {@code selection} is null and the rows follow each other, or
   *     the first element of the selection
   */
  RowBatch(ChunkColumns chunk, int first, int rows, int @Nullable [] selection) {
    this.chunk = chunk;
    this.first = first;
    this.rows = rows;
    this.selection = selection;
  }

  public int rows() {
    return rows;
  }

  /** Whether {@link #place} of row i is {@code place(0) + i}. */
  public boolean contiguous() {
    return selection == null;
  }

  /** Where the batch's {@code i}-th row stands in the vectors. */
  public int place(int i) {
    return selection == null ? first + i : selection[first + i];
  }

  /**
   * The vector of a column of the {@link ReadSpec}.
   *
   * @param column position in {@code IndexSchema.valueColumns()}
   */
  public ColumnVector column(int column) {
    return chunk.column(column);
  }

  public Key key(int i) {
    return chunk.system().key(place(i));
  }

  public Version version(int i) {
    return new Version(chunk.system().version(place(i)));
  }

  /** Position of the batch's {@code i}-th row in its run. */
  long position(int i) {
    return chunk.start() + place(i);
  }

  /** The rows from the {@code i}-th on. */
  RowBatch from(int i) {
    return new RowBatch(chunk, first + i, rows - i, selection);
  }

  /** The first {@code count} rows. */
  RowBatch first(int count) {
    return new RowBatch(chunk, first, count, selection);
  }
}
