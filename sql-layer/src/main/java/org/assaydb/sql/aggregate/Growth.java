package org.assaydb.sql.aggregate;

/** How arrays with a place a group grow. */
final class Growth {
  private static final int FIRST = 16;

  private Growth() {}

  /** Room for so many groups, or half as much again as there was, if that is more. */
  static int room(int groups, int before) {
    return Math.max(groups, Math.max(FIRST, before + (before >> 1)));
  }
}
