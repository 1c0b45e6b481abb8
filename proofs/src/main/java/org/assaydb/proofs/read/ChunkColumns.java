package org.assaydb.proofs.read;

import org.assaydb.proofs.tree.ColumnVector;
import org.assaydb.proofs.tree.SystemColumn;

/** All rows of one chunk, column by column. */
public interface ChunkColumns {
  /** Position of the chunk's first row in its run. */
  long start();

  SystemColumn system();

  /**
   * A value column.
   *
   * @throws org.assaydb.proofs.VerificationException INCOMPLETE_RESULT when it was not opened
   */
  ColumnVector column(int column);
}
