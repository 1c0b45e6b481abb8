package org.assaydb.proofs.vo;

import java.util.BitSet;

/** What reads open of one chunk, and so what a witness shows of it. */
public final class ChunkOpening {
  private static final int[] NO_COLUMNS = {};

  private final BitSet keyRows = new BitSet();
  private final BitSet fullRows = new BitSet();
  private final BitSet rowColumns = new BitSet();
  private final BitSet columns = new BitSet();
  private boolean columnar;

  /** A boundary row: its key, version and kind. */
  void openPlace(int row) {
    keyRows.set(row);
  }

  void openRows(int from, int to, BitSet wanted) {
    fullRows.set(from, to);
    rowColumns.or(wanted);
  }

  void openColumns(BitSet wanted) {
    columnar = true;
    columns.or(wanted);
  }

  /**
   * Once all is noted: many single rows may have come to cost more than their columns, and what the
   * columns show needs no rows.
   */
  void settle(boolean hasColumns, int rows, int valueColumns) {
    int read = fullRows.cardinality();
    int wanted = rowColumns.cardinality();
    if (hasColumns && read > 0 && ColumnChoice.prefersColumns(rows, valueColumns, read, wanted)) {
      openColumns(rowColumns);
    }
    if (columnar) {
      keyRows.clear();
      BitSet missing = (BitSet) rowColumns.clone();
      missing.andNot(columns);
      if (missing.isEmpty()) {
        fullRows.clear();
      }
    }
  }

  /** Whether column chunks are shown. */
  public boolean showsColumns() {
    return columnar;
  }

  /** Whether rows are shown by themselves. */
  public boolean showsRows() {
    return !fullRows.isEmpty() || !keyRows.isEmpty();
  }

  /** Number of rows shown by themselves. */
  public int rowsShown() {
    int rows = fullRows.cardinality();
    for (int row = keyRows.nextSetBit(0); row >= 0; row = keyRows.nextSetBit(row + 1)) {
      rows += fullRows.get(row) ? 0 : 1;
    }
    return rows;
  }

  public boolean full(int row) {
    return fullRows.get(row);
  }

  /** Whether any of the rows [from, to) is shown by itself. */
  public boolean exposes(int from, int to) {
    return within(fullRows.nextSetBit(from), to) || within(keyRows.nextSetBit(from), to);
  }

  private static boolean within(int bit, int to) {
    return bit >= 0 && bit < to;
  }

  /** Value columns shown beside the system column, ascending. */
  public int[] valueColumns() {
    return columnar ? columns.stream().toArray() : NO_COLUMNS;
  }
}
