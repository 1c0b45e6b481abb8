package org.assaydb.sql.expression.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.value.NumberText;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Casts to numbers. Exact results are rounded half away from zero; out of range is 22003. */
final class NumberCasts {
  private static final int EXACT_DOUBLE_POWER = 22;
  private static final long EXACT_DOUBLE_INTEGER = 1L << 53;

  /** Digits of a DOUBLE that count when it becomes exact, as in PostgreSQL. */
  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private NumberCasts() {}

  static @Nullable Kernel toInteger(ValueType from, Kind to) {
    return switch (from.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          from.kind().compareTo(to) <= 0 ? Casts.IDENTITY : narrowing(to);
      case DECIMAL -> decimalToInteger(from.scale(), to);
      case DOUBLE -> (operands, rows) -> doublesToIntegers(operands[0], rows, to);
      case VARCHAR, CHAR -> textToInteger(to);
      case BOOLEAN ->
          (SafeKernel)
              (operands, rows) -> {
                BooleanVector operand = (BooleanVector) operands[0];
                return Rows.longs(operand.validity(), rows, row -> operand.get(row) ? 1 : 0);
              };
      default -> null;
    };
  }

  private static long inRange(long value, Kind kind) {
    boolean fits =
        switch (kind) {
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    if (!fits) {
      throw Faults.outOfRange(kind);
    }
    return value;
  }

  private static Kernel narrowing(Kind to) {
    return (operands, rows) -> {
      LongVector operand = (LongVector) operands[0];
      for (int i = 0; i < rows; i++) {
        if (!operand.isNull(i)) {
          inRange(operand.get(i), to);
        }
      }
      return operand;
    };
  }

  private static Kernel decimalToInteger(int scale, Kind to) {
    return (operands, rows) -> {
      DecimalVector operand = (DecimalVector) operands[0];
      long divisor = scale <= 18 && operand.high() == null ? Decimals.longPower(scale) : 0;
      return Rows.longs(
          operand.validity(),
          rows,
          row -> {
            if (divisor != 0) {
              return inRange(Decimals.divided(operand.low()[row], divisor), to);
            }
            BigInteger rounded = Decimals.rescaled(operand.unscaled(row), scale, 0);
            if (rounded.bitLength() > 63) {
              throw Faults.outOfRange(to);
            }
            return inRange(rounded.longValue(), to);
          });
    };
  }

  private static Vector doublesToIntegers(Vector vector, int rows, Kind to) {
    DoubleVector operand = (DoubleVector) vector;
    return Rows.longs(
        operand.validity(),
        rows,
        row -> {
          double value = operand.get(row);
          double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
          double rounded = Math.abs(value - whole) < 0.5 ? whole : whole + Math.signum(value);
          // 2^63 itself is a double, 2^63 - 1 is not.
          if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
            throw Faults.outOfRange(to);
          }
          return inRange((long) rounded, to);
        });
  }

  private static Kernel textToInteger(Kind to) {
    return (operands, rows) -> {
      BytesVector operand = (BytesVector) operands[0];
      return Rows.longs(
          operand.validity(),
          rows,
          row -> inRange(NumberText.integer(operand.text(row), to.name()), to));
    };
  }

  static @Nullable Kernel toDecimal(ValueType from, ValueType to) {
    return switch (from.kind()) {
      case SMALLINT, INTEGER, BIGINT -> new RescaleKernel(0, to, digits(from.kind()));
      case DECIMAL ->
          from.scale() == to.scale() && from.precision() <= to.precision()
              ? Casts.IDENTITY
              : new RescaleKernel(from.scale(), to, from.precision());
      case DOUBLE ->
          (operands, rows) -> {
            DoubleVector operand = (DoubleVector) operands[0];
            return decimals(operand, rows, to, row -> exact(operand.get(row), to));
          };
      case VARCHAR, CHAR ->
          (operands, rows) -> {
            BytesVector operand = (BytesVector) operands[0];
            return decimals(
                operand, rows, to, row -> NumberText.number(operand.text(row), to.toString()));
          };
      default -> null;
    };
  }

  private static int digits(Kind kind) {
    return switch (kind) {
      case SMALLINT -> 5;
      case INTEGER -> 10;
      default -> 19;
    };
  }

  private static BigDecimal exact(double value, ValueType to) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw Faults.outOfRange(to);
    }
    return new BigDecimal(value).round(DOUBLE_DIGITS);
  }

  private static Vector decimals(
      Vector operand, int rows, ValueType to, java.util.function.IntFunction<BigDecimal> value) {
    return Rows.build(
        Layout.DECIMAL,
        operand.validity(),
        rows,
        (out, row) -> {
          BigDecimal exact = value.apply(row);
          if (exact.precision() - (long) exact.scale() > ValueType.MAX_DIGITS + 1) {
            throw Faults.outOfRange(to);
          }
          BigInteger unscaled = exact.setScale(to.scale(), RoundingMode.HALF_UP).unscaledValue();
          out.addDecimal(Decimals.checked(unscaled, to.precision()));
        });
  }

  static @Nullable Kernel toDouble(ValueType from) {
    return switch (from.kind()) {
      case SMALLINT, INTEGER, BIGINT -> (SafeKernel) NumberCasts::longsToDoubles;
      case DECIMAL ->
          (SafeKernel) (operands, rows) -> decimalsToDoubles(operands[0], rows, from.scale());
      case DOUBLE -> Casts.IDENTITY;
      case VARCHAR, CHAR ->
          (operands, rows) -> {
            BytesVector operand = (BytesVector) operands[0];
            return Rows.build(
                Layout.DOUBLE,
                operand.validity(),
                rows,
                (out, row) -> out.addDouble(NumberText.toDouble(operand.text(row))));
          };
      default -> null;
    };
  }

  private static Vector longsToDoubles(Vector[] operands, int rows) {
    long[] values = ((LongVector) operands[0]).values();
    double[] doubles = new double[rows];
    for (int i = 0; i < rows; i++) {
      doubles[i] = values[i];
    }
    return new DoubleVector(doubles, rows, operands[0].validity());
  }

  /** Correctly rounded: the quotient of two exact doubles is, else the long way. */
  private static Vector decimalsToDoubles(Vector vector, int rows, int scale) {
    DecimalVector operand = (DecimalVector) vector;
    boolean exactPower = scale <= EXACT_DOUBLE_POWER && operand.high() == null;
    double divisor = exactPower ? new BigDecimal(Decimals.power(scale)).doubleValue() : 1;
    long[] low = operand.low();
    double[] doubles = new double[rows];
    for (int i = 0; i < rows; i++) {
      long value = low[i];
      if (exactPower && Math.abs(value) <= EXACT_DOUBLE_INTEGER) {
        doubles[i] = value / divisor;
      } else if (!Validity.isNull(operand.validity(), i)) {
        doubles[i] = new BigDecimal(operand.unscaled(i), scale).doubleValue();
      }
    }
    return new DoubleVector(doubles, rows, operand.validity());
  }
}
