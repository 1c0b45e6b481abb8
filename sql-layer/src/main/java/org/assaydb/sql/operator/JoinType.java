package org.assaydb.sql.operator;

/** Which rows a join gives. */
public enum JoinType {
  /** Pairs that match. */
  INNER,
  /** Pairs that match, and left rows without a match beside NULLs. */
  LEFT,
  /** Pairs that match, and right rows without a match beside NULLs. */
  RIGHT,
  /** Pairs that match, and rows of both sides without a match beside NULLs. */
  FULL,
  /** Left rows that have a match. */
  SEMI,
  /** Left rows that have no match. */
  ANTI;

  /** Whether the columns of the right side are among the result's. */
  public boolean givesRight() {
    return this != SEMI && this != ANTI;
  }

  boolean keepsLeft() {
    return this == LEFT || this == FULL;
  }

  boolean keepsRight() {
    return this == RIGHT || this == FULL;
  }
}
