package org.assaydb.proofs.vo;

import java.util.BitSet;

/** What a witness shows of one chunk; prover side. */
final class ChunkOpening {
  private final BitSet keyRows = new BitSet();
  private final BitSet fullRows = new BitSet();
  private final BitSet readRows = new BitSet();
  private final BitSet rowColumns = new BitSet();
  private final BitSet columns = new BitSet();
  private boolean columnar;

  /** A boundary row: its key, version and kind. */
  void openPlace(int row) {
    keyRows.set(row);
  }

  void openRows(int from, int to, BitSet wanted) {
    fullRows.set(from, to);
    readRows.set(from, to);
    rowColumns.or(wanted);
  }

  void openColumns(BitSet wanted) {
    columnar = true;
    columns.or(wanted);
  }

  /** Before the witness is cut: many single rows may have come to cost more than their columns. */
  void settle(ChunkSource chunk, int valueColumns) {
    int read = readRows.cardinality();
    if (read > 0 && prefersColumns(chunk, valueColumns, read, rowColumns)) {
      openColumns(rowColumns);
    }
  }

  /** Rows carry all values and a path, columns carry all rows of the chunk: compares the cells. */
  static boolean prefersColumns(
      ChunkSource chunk, int valueColumns, int rowsRead, BitSet columnsRead) {
    long rowCells = rowsRead * (valueColumns + 2L);
    long columnCells = chunk.summary().count() * (columnsRead.cardinality() + 1L);
    return chunk.columnar() && columnCells <= rowCells;
  }

  /** Whether column chunks are shown. */
  boolean showsColumns() {
    return columnar;
  }

  /** Whether rows are shown: not when the columns shown answer everything. */
  boolean showsRows() {
    BitSet missing = (BitSet) rowColumns.clone();
    missing.andNot(columns);
    boolean any = !fullRows.isEmpty() || !keyRows.isEmpty();
    return any && (!columnar || !missing.isEmpty());
  }

  boolean full(int row) {
    return fullRows.get(row);
  }

  /** Whether any of the rows [from, to) is shown by itself. */
  boolean exposes(int from, int to) {
    return within(fullRows.nextSetBit(from), to)
        // Column chunks show every key already.
        || (!columnar && within(keyRows.nextSetBit(from), to));
  }

  private static boolean within(int bit, int to) {
    return bit >= 0 && bit < to;
  }

  /** Positions of the columns shown, the system column (0) first. */
  int[] columnPositions() {
    BitSet positions = new BitSet();
    positions.set(0);
    columns.stream().forEach(c -> positions.set(c + 1));
    return positions.stream().toArray();
  }
}
