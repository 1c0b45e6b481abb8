package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Arithmetic on numbers of one kind. */
public final class Arithmetic {
  private Arithmetic() {}

  /** {@code kind}: SMALLINT, INTEGER or BIGINT, the range of the result; 22003 outside of it. */
  public static Kernel integers(Operation operation, ValueType.Kind kind) {
    return new LongArithmetic(operation, kind);
  }

  /** Exact numbers; the result is rounded half away from zero to {@code scale}. */
  public static Kernel decimals(Operation operation, int leftScale, int rightScale, int scale) {
    return new DecimalArithmetic(operation, leftScale, rightScale, scale);
  }

  /** 22003 for a result that is infinite or zero though its operands are not. */
  public static Kernel doubles(Operation operation) {
    return new DoubleArithmetic(operation);
  }

  /** The negation of an integer. */
  public static Kernel negatedInteger(ValueType.Kind kind) {
    Kernel subtraction = new LongArithmetic(Operation.SUBTRACT, kind);
    LongVector zero = LongVector.constant(0L, 1);
    return (operands, rows) -> subtraction.apply(new Vector[] {zero, operands[0]}, rows);
  }

  public static Kernel negatedDecimal(int scale) {
    Kernel subtraction = new DecimalArithmetic(Operation.SUBTRACT, scale, scale, scale);
    DecimalVector zero = DecimalVector.constant(java.math.BigInteger.ZERO, 1);
    return (operands, rows) -> subtraction.apply(new Vector[] {zero, operands[0]}, rows);
  }

  public static SafeKernel negatedDouble() {
    return (operands, rows) -> {
      double[] values = ((DoubleVector) operands[0]).values();
      double[] negated = new double[rows];
      for (int i = 0; i < rows; i++) {
        negated[i] = DoubleVector.canonical(0.0 - values[i]);
      }
      return new DoubleVector(negated, rows, operands[0].validity());
    };
  }
}
