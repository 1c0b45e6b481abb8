package org.assaydb.sql.rules;

/**
 * What reads cost, in microseconds of replica and driver together, as measured over TLS with
 * verification (docs/performance.md). Only their ratios matter.
 */
final class AccessCosts {
  private static final double ROW = 0.05;
  private static final double VALUE = 0.015;
  private static final double TESTED_VALUE = 0.015;
  private static final double LOOKUP = 40;
  private static final double SORTED_ROW = 0.15;
  private static final double JOINED_ROW = 0.05;

  /**
   * Below it the narrower read is taken: what a transaction has read is what others may not change
   * meanwhile.
   */
  static final double LITTLE = 2_000;

  private AccessCosts() {}

  /** Rows in the order of the index that holds all their columns. */
  static double scan(double rows, int columns) {
    return rows * (ROW + VALUE * columns);
  }

  /** Rows found one by one by their keys. */
  static double lookups(double keys, int columns) {
    return keys * (LOOKUP + VALUE * columns);
  }

  /** Entries of an index and then the rows that they stand for. */
  static double scanAndLookUp(double rows, int columns) {
    return rows * ROW + lookups(rows, columns);
  }

  /** A pass over some columns for the few rows that are wanted. */
  static double tests(double rows, int columns) {
    return rows * TESTED_VALUE * columns;
  }

  static double sort(double rows) {
    return rows * SORTED_ROW;
  }

  /** Rows that go through a hash table. */
  static double hash(double rows) {
    return rows * JOINED_ROW;
  }
}
