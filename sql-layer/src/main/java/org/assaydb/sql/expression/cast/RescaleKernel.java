package org.assaydb.sql.expression.cast;

import java.math.BigInteger;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Casts integers and DECIMALs to DECIMAL. */
final class RescaleKernel implements Kernel {
  private static final int LONG_DIGITS = 18;

  private final int scale;
  private final ValueType to;
  private final boolean canFail;

  /**
   * @param scale of the operand
   * @param digits of the operand at most
   */
  RescaleKernel(int scale, ValueType to, int digits) {
    this.scale = scale;
    this.to = to;
    // One digit more when rounding carries: 9.95 is 10.0.
    int carry = to.scale() < scale ? 1 : 0;
    this.canFail = digits - scale + carry > to.precision() - to.scale();
  }

  @Override
  public boolean canFail() {
    return canFail;
  }

  @Override
  public Vector apply(Vector[] operands, int rows) {
    DecimalVector operand =
        operands[0] instanceof LongVector longs
            ? new DecimalVector(longs.values(), null, longs.size(), longs.validity())
            : (DecimalVector) operands[0];
    Vector narrow = operand.high() == null ? narrow(operand, rows) : null;
    return narrow != null
        ? narrow
        : Rows.build(
            Layout.DECIMAL,
            operand.validity(),
            rows,
            (out, row) -> {
              BigInteger value = Decimals.rescaled(operand.unscaled(row), scale, to.scale());
              out.addDecimal(Decimals.checked(value, to.precision()));
            });
  }

  /** Null when a value may be out of range. */
  private @Nullable Vector narrow(DecimalVector operand, int rows) {
    int shift = to.scale() - scale;
    if (Math.abs(shift) > LONG_DIGITS) {
      return null;
    }
    long limit =
        to.precision() <= LONG_DIGITS ? Decimals.longPower(to.precision()) : Long.MAX_VALUE;
    long factor = Decimals.longPower(Math.abs(shift));
    long[] low = operand.low();
    if (shift == 0 && !canFail) {
      return operand;
    }
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      long value = shift >= 0 ? low[i] * factor : Decimals.divided(low[i], factor);
      if (value >= limit
          || value <= -limit
          || (shift > 0 && Math.multiplyHigh(low[i], factor) != value >> 63)) {
        return null;
      }
      values[i] = value;
    }
    return new DecimalVector(values, null, rows, operand.validity());
  }
}
