package org.assaydb.sql.function.text;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** How large a text may become: a function of a few bytes could ask for gigabytes otherwise. */
public final class TextSize {
  /** Bytes, or a bound of them, that one result may have. */
  public static final int MAX = 1 << 24;

  private TextSize() {}

  /** Refuses a result of more than {@link #MAX} bytes with 54000. */
  public static int checked(long size) {
    if (size > MAX) {
      throw new SqlLayerException(
          SqlStates.LIMIT, "a text of " + size + " bytes exceeds the limit of " + MAX);
    }
    return (int) size;
  }
}
