package org.assaydb.sql.expression.kernel;

/** The six comparisons, each as one of two basic ones with operands swapped or result negated. */
public enum Comparison {
  EQUAL("=", false, false, true),
  NOT_EQUAL("<>", false, true, true),
  LESS("<", false, false, false),
  LESS_OR_EQUAL("<=", true, true, false),
  GREATER(">", true, false, false),
  GREATER_OR_EQUAL(">=", false, true, false);

  private final String symbol;
  private final boolean swapped;
  private final boolean negated;
  private final boolean equality;

  Comparison(String symbol, boolean swapped, boolean negated, boolean equality) {
    this.symbol = symbol;
    this.swapped = swapped;
    this.negated = negated;
    this.equality = equality;
  }

  /** Whether the operands of the basic comparison are these ones swapped. */
  boolean swapped() {
    return swapped;
  }

  /** Whether the result is that of the basic comparison negated. */
  boolean negated() {
    return negated;
  }

  /** Whether the basic comparison is {@code =}; else it is {@code <}. */
  public boolean isEquality() {
    return equality;
  }

  /** Whether it holds for values that compare as {@code order} to 0. */
  public boolean holds(int order) {
    boolean basic = equality ? order == 0 : (swapped ? -order : order) < 0;
    return basic != negated;
  }

  /** The same comparison of swapped operands. */
  public Comparison flipped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  @Override
  public String toString() {
    return symbol;
  }
}
