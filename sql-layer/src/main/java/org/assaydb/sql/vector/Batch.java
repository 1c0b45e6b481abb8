package org.assaydb.sql.vector;

import java.util.List;

/**
 * Some rows, column by column. Immutable.
 *
 * @param columns each of {@code rows} rows; may be none, for rows without columns
 */
public record Batch(int rows, List<Vector> columns) {
  /** Rows that operators put into one batch at most, unless a source has more at hand. */
  public static final int ROWS = 4096;

  public Batch {
    columns = List.copyOf(columns);
  }

  public Batch(int rows, Vector... columns) {
    this(rows, List.of(columns));
  }

  public Vector column(int i) {
    return columns.get(i);
  }

  public int width() {
    return columns.size();
  }

  /** The chosen rows, see {@link Vector#gather}. */
  public Batch gather(int[] places, int count) {
    Vector[] taken = new Vector[columns.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = columns.get(i).gather(places, count);
    }
    return new Batch(count, taken);
  }

  public Batch slice(int from, int count) {
    if (from == 0 && count == rows) {
      return this;
    }
    Vector[] parts = new Vector[columns.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = columns.get(i).slice(from, count);
    }
    return new Batch(count, parts);
  }

  /** These columns and then those of another batch with as many rows. */
  public Batch beside(Batch right) {
    Vector[] all = new Vector[columns.size() + right.columns.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < columns.size() ? columns.get(i) : right.columns.get(i - columns.size());
    }
    return new Batch(rows, all);
  }

  public long sizeBytes() {
    long bytes = 0;
    for (Vector column : columns) {
      bytes += column.sizeBytes();
    }
    return bytes;
  }
}
