package org.assaydb.sql.window;

import java.math.BigInteger;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;

/** A column of integers, or of decimals without a scale, that count rows. */
final class WholeNumbers {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Vector column;

  WholeNumbers(Vector column) {
    this.column = column;
  }

  boolean isNull(int row) {
    return column.isNull(row);
  }

  /** The number, or the nearest long: more rows than that there are not. */
  long get(int row) {
    return column instanceof DecimalVector decimals
        ? decimals.unscaled(row).min(MOST).max(MOST.negate()).longValue()
        : ((LongVector) column).get(row);
  }
}
