package org.assaydb.sql.operator;

import org.assaydb.sql.expression.Expression;

/**
 * A pair of expressions whose values rows must share to match.
 *
 * @param left over the left columns
 * @param right over the right columns, of the same type (decimals: the same scale)
 */
public record JoinKey(Expression left, Expression right, Nulls nulls) {
  /** What NULL on one of the sides means. */
  public enum Nulls {
    /** No match, as in {@code =}. */
    NO_MATCH,
    /** A match of another NULL, as in IS NOT DISTINCT FROM. */
    EQUAL,
    /**
     * A match of everything, as in NOT IN: only in an ANTI join, which then keeps the left rows for
     * which the comparison with each right row is FALSE.
     */
    UNKNOWN
  }
}
