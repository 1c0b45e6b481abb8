package org.assaydb.benchmarks.suites;

import java.util.List;

/**
 * One statement of a sqllogictest file.
 *
 * @param line where it begins, from 1
 * @param kind what has to come of it
 * @param types of a query: a character for each column, I whole number, R fraction, T text
 * @param order of a query: in which order its values are compared
 * @param expected of a query: its values, or one line with their number and MD5 sum
 */
record SqlLogicRecord(
    int line, Kind kind, String sql, String types, Order order, List<String> expected) {
  enum Kind {
    OK,
    ERROR,
    QUERY
  }

  /** As returned, sorted by rows, sorted by values. */
  enum Order {
    NOSORT,
    ROWSORT,
    VALUESORT
  }
}
