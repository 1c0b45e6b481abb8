package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;

/** Arithmetic on DOUBLE with the errors of PostgreSQL in place of IEEE's overflow and underflow. */
final class DoubleArithmetic implements Kernel {
  private final Operation operation;

  DoubleArithmetic(Operation operation) {
    this.operation = operation;
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    double[] left = ((DoubleVector) operands[0]).values();
    double[] right = ((DoubleVector) operands[1]).values();
    int leftMask = Rows.mask(operands[0], rows);
    int rightMask = Rows.mask(operands[1], rows);
    long[] validity = Rows.validity(operands[0], operands[1], rows);
    double[] values = new double[rows];
    boolean suspect = false;
    for (int i = 0; i < rows; i++) {
      double value = result(left[i & leftMask], right[i & rightMask]);
      values[i] = value;
      // Zero, infinite or NaN: to be looked at.
      suspect |= value == 0 || !(Math.abs(value) <= Double.MAX_VALUE);
    }
    if (suspect) {
      for (int i = 0; i < rows; i++) {
        if (!Validity.isNull(validity, i)) {
          check(left[i & leftMask], right[i & rightMask], values[i]);
        }
        values[i] = DoubleVector.canonical(values[i]);
      }
    }
    return new DoubleVector(values, rows, validity);
  }

  private double result(double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> throw Faults.notSupported("the remainder of DOUBLE");
    };
  }

  private void check(double left, double right, double value) {
    if (operation == Operation.DIVIDE && right == 0 && !Double.isNaN(left)) {
      throw Faults.divisionByZero();
    }
    boolean overflow =
        Double.isInfinite(value) && !Double.isInfinite(left) && !Double.isInfinite(right);
    boolean underflow =
        value == 0
            && left != 0
            && (operation == Operation.MULTIPLY
                ? right != 0
                : operation == Operation.DIVIDE && !Double.isInfinite(right));
    if (overflow || underflow) {
      throw Faults.outOfRange("DOUBLE");
    }
  }
}
