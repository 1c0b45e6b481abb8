package org.assaydb.sql.window;

import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;

/** Functions of a row's place in its partition alone. */
enum Ranking implements WindowFunction {
  ROW_NUMBER,
  RANK,
  DENSE_RANK,
  PERCENT_RANK,
  CUME_DIST;

  @Override
  public Vector evaluate(WindowRows rows, Frames frames) {
    if (this == PERCENT_RANK || this == CUME_DIST) {
      return shares(rows);
    }
    long[] ranks = new long[rows.size];
    for (int i = 0; i < ranks.length; i++) {
      int start = rows.partitionStart[i];
      ranks[i] =
          switch (this) {
            case ROW_NUMBER -> i - start + 1;
            case RANK -> rows.peersStart[i] - start + 1;
            default -> i == start ? 1 : ranks[i - 1] + (rows.peersStart[i] == i ? 1 : 0);
          };
    }
    return new LongVector(ranks, ranks.length, null);
  }

  private Vector shares(WindowRows rows) {
    double[] shares = new double[rows.size];
    for (int i = 0; i < shares.length; i++) {
      int start = rows.partitionStart[i];
      double count = rows.partitionEnd[i] - start;
      if (this == CUME_DIST) {
        shares[i] = (rows.peersEnd[i] - start) / count;
      } else {
        shares[i] = count == 1 ? 0 : (rows.peersStart[i] - start) / (count - 1);
      }
    }
    return new DoubleVector(shares, shares.length, null);
  }
}
