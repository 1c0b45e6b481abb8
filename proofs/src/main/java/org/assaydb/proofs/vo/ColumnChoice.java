package org.assaydb.proofs.vo;

/**
 * The rule by which a chunk is shown, and best read, by its columns or by single rows. Part of the
 * format: prover and verifier must choose alike.
 */
public final class ColumnChoice {
  private ColumnChoice() {}

  /**
   * Rows carry all values and a path, columns carry all rows of the chunk: compares the cells.
   *
   * @param rows of the chunk
   * @param valueColumns of the index
   * @param rowsRead of the chunk; none or less when it is not read
   * @param columnsRead value columns, at most all
   */
  public static boolean prefersColumns(int rows, int valueColumns, long rowsRead, int columnsRead) {
    long rowCells = rowsRead * (valueColumns + 2L);
    long columnCells = rows * (columnsRead + 1L);
    return columnCells <= rowCells;
  }
}
