package org.assaydb.sql.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, column by column. Its values never change; columns may be made when they are first
 * asked for, so one batch serves one thread.
 */
public final class Batch {
  /** Rows that operators put into one batch at most, unless a source has more at hand. */
  public static final int ROWS = 4096;

  private final int rows;
  private final @Nullable Vector[] columns;

  /** Makes the columns that are not there yet; null when all are. */
  private @Nullable IntFunction<Vector> source;

  private Batch(int rows, @Nullable Vector[] columns, @Nullable IntFunction<Vector> source) {
    this.rows = rows;
    this.columns = columns;
    this.source = source;
  }

  /**
   * @param columns each of {@code rows} rows; may be none, for rows without columns
   */
  public Batch(int rows, Vector... columns) {
    this(rows, columns.clone(), null);
  }

  public Batch(int rows, List<Vector> columns) {
    this(rows, columns.toArray(Vector[]::new), null);
  }

  /**
   * Rows whose columns are made when they are first asked for.
   *
   * @param source called at most once for each column, at any later time
   */
  public static Batch lazy(int rows, int width, IntFunction<Vector> source) {
    return new Batch(rows, new Vector[width], width == 0 ? null : source);
  }

  public int rows() {
    return rows;
  }

  public Vector column(int i) {
    Vector column = columns[i];
    if (column == null) {
      column = Objects.requireNonNull(source).apply(i);
      columns[i] = column;
    }
    return column;
  }

  /** All columns. */
  public List<Vector> columns() {
    List<Vector> all = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      all.add(column(i));
    }
    source = null;
    return Collections.unmodifiableList(all);
  }

  public int width() {
    return columns.length;
  }

  /** The chosen rows, see {@link Vector#gather}. */
  public Batch gather(int[] places, int count) {
    Vector[] taken = new Vector[columns.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = column(i).gather(places, count);
    }
    return new Batch(count, taken, null);
  }

  /**
   * The chosen rows, of which a column is gathered when it is asked for.
   *
   * @param places not to be changed afterwards
   */
  public Batch select(int[] places) {
    return places.length == rows
        ? this
        : lazy(places.length, columns.length, i -> column(i).gather(places, places.length));
  }

  public Batch slice(int from, int count) {
    if (from == 0 && count == rows) {
      return this;
    }
    Vector[] parts = new Vector[columns.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = column(i).slice(from, count);
    }
    return new Batch(count, parts, null);
  }

  /** These columns and then those of another batch with as many rows. */
  public Batch beside(Batch right) {
    List<Vector> all = new ArrayList<>(columns());
    all.addAll(right.columns());
    return new Batch(rows, all);
  }

  /** Bytes of all columns, which are made for it. */
  public long sizeBytes() {
    long bytes = 0;
    for (Vector column : columns()) {
      bytes += column.sizeBytes();
    }
    return bytes;
  }
}
