package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

/**
 * Layout byte of an exposed chunk: bit 0 the chunk has column chunks (bound by its digest), bit 1
 * rows are exposed, bit 2 columns are exposed; the other bits are zero.
 */
public record ChunkLayout(boolean columnar, boolean rows, boolean columns) {
  private static final int COLUMNAR = 1;
  private static final int ROWS = 2;
  private static final int COLUMNS = 4;

  public int code() {
    return (columnar ? COLUMNAR : 0) | (rows ? ROWS : 0) | (columns ? COLUMNS : 0);
  }

  public static ChunkLayout of(int code) {
    require(code < 2 * COLUMNS, MALFORMED, "layout byte");
    ChunkLayout layout =
        new ChunkLayout((code & COLUMNAR) != 0, (code & ROWS) != 0, (code & COLUMNS) != 0);
    require(layout.columnar || !layout.columns, MALFORMED, "columns of a chunk without columns");
    require(layout.rows || layout.columns, NONCANONICAL, "exposed chunk shows nothing");
    return layout;
  }
}
