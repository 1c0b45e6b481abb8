package org.assaydb.sql.aggregate;

import org.assaydb.sql.vector.Vector;

/** The state of one aggregate function for many groups. Not thread safe. */
public interface Accumulator {
  /** Makes room for groups 0 to {@code groups} - 1; those that are new have seen no row. */
  void grow(int groups);

  /**
   * Adds rows.
   *
   * @param arguments columns of at least {@code count} rows, in the layouts of the types that the
   *     function was found with
   * @param groups the group of each row
   */
  void add(Vector[] arguments, int[] groups, int count);

  /** Adds rows whose groups other accumulators are given too. */
  default void add(Vector[] arguments, GroupedRows rows) {
    add(arguments, rows.groups(), rows.count());
  }

  /**
   * The results of the groups from {@code from} on. More rows may be added afterwards.
   *
   * @throws org.assaydb.sql.SqlLayerException when a result is an error
   */
  Vector result(int from, int count);

  /** Bytes of memory taken, roughly. */
  long sizeBytes();
}
