package org.assaydb.sql.expression.compiler;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.kernel.Arithmetic;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Operation;
import org.assaydb.sql.expression.kernel.TimeArithmetic;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.expression.node.KernelCall;
import org.assaydb.sql.expression.node.Retyped;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;

/** Arithmetic: which operation on which types, by the types of the operands and of the result. */
final class ArithmeticCompiler {
  private static final int MAX_DIGITS = ValueType.MAX_DIGITS;
  private static final ValueType DOUBLE = ValueType.of(Kind.DOUBLE);
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);

  private ArithmeticCompiler() {}

  /** {@code + - * / %} with two operands. */
  static Expression binary(RexCall call, List<Expression> operands, ValueType result) {
    Expression left = operands.get(0);
    Expression right = operands.get(1);
    if (left.type().kind() == Kind.NULL || right.type().kind() == Kind.NULL) {
      return new Constant(result, null);
    }
    Operation operation = operation(call);
    boolean numbers = left.type().kind().isNumber() && right.type().kind().isNumber();
    if (!numbers) {
      return times(operation, left, right, result);
    }
    // Calcite's /INT: the quotient without its fraction.
    boolean whole = operation == Operation.DIVIDE && call.getOperator().getName().equals("/INT");
    if (!whole || left.type().kind().isInteger() && right.type().kind().isInteger()) {
      return numbers(operation, left, right, result);
    }
    ValueType exact =
        ValueType.decimal(MAX_DIGITS, Math.max(left.type().scale(), right.type().scale()));
    Expression rest = numbers(Operation.REMAINDER, left, right, exact);
    Expression multiple = numbers(Operation.SUBTRACT, left, rest, exact);
    return numbers(Operation.DIVIDE, multiple, right, result);
  }

  private static Operation operation(RexCall call) {
    return switch (call.getKind()) {
      case PLUS, CHECKED_PLUS -> Operation.ADD;
      case MINUS, CHECKED_MINUS -> Operation.SUBTRACT;
      case TIMES, CHECKED_TIMES -> Operation.MULTIPLY;
      case DIVIDE, CHECKED_DIVIDE -> Operation.DIVIDE;
      case MOD -> Operation.REMAINDER;
      default -> throw new IllegalArgumentException(call.getKind().name());
    };
  }

  static Expression numbers(
      Operation operation, Expression left, Expression right, ValueType result) {
    Kind a = left.type().kind();
    Kind b = right.type().kind();
    if (a == Kind.DOUBLE || b == Kind.DOUBLE || result.kind() == Kind.DOUBLE) {
      Kernel kernel = Arithmetic.doubles(operation);
      return Conversions.cast(
          KernelCall.of(
              operation.toString(),
              kernel,
              DOUBLE,
              Conversions.cast(left, DOUBLE),
              Conversions.cast(right, DOUBLE)),
          result);
    }
    if (a.isInteger() && b.isInteger() && result.kind().isInteger()) {
      return KernelCall.of(
          operation.toString(), Arithmetic.integers(operation, result.kind()), result, left, right);
    }
    Expression x = decimal(left);
    Expression y = decimal(right);
    int scale =
        result.kind() == Kind.DECIMAL
            ? result.scale()
            : Math.max(x.type().scale(), y.type().scale());
    Kernel kernel = Arithmetic.decimals(operation, x.type().scale(), y.type().scale(), scale);
    if (result.kind() == Kind.DECIMAL) {
      return KernelCall.of(operation.toString(), kernel, result, x, y);
    }
    return Conversions.cast(
        KernelCall.of(operation.toString(), kernel, ValueType.decimal(MAX_DIGITS, scale), x, y),
        result);
  }

  private static Expression decimal(Expression number) {
    return number.type().kind() == Kind.DECIMAL
        ? number
        : Conversions.cast(number, ValueType.decimal(19, 0));
  }

  private static Expression times(
      Operation operation, Expression left, Expression right, ValueType result) {
    Kind a = left.type().kind();
    Kind b = right.type().kind();
    boolean adds = operation == Operation.ADD;
    if ((adds || operation == Operation.SUBTRACT) && isPoint(a) && isLength(a, b)) {
      return moved(left, right, result, adds ? 1 : -1);
    }
    if (adds && isPoint(b) && isLength(b, a)) {
      return moved(right, left, result, 1);
    }
    if (operation == Operation.SUBTRACT && isPoint(a) && isPoint(b)) {
      return difference(left, right, result);
    }
    if ((adds || operation == Operation.SUBTRACT) && a.isInterval() && a == b) {
      return KernelCall.of(
          operation.toString(), TimeArithmetic.intervals(operation), result, left, right);
    }
    if (operation == Operation.MULTIPLY && a.isInterval() && b.isNumber()) {
      return scaled(left, right, result, false);
    }
    if (operation == Operation.MULTIPLY && a.isNumber() && b.isInterval()) {
      return scaled(right, left, result, false);
    }
    if (operation == Operation.DIVIDE && a.isInterval() && b.isNumber()) {
      return scaled(left, right, result, true);
    }
    throw Faults.notSupported(left.type() + " " + operation + " " + right.type());
  }

  private static boolean isPoint(Kind kind) {
    return kind == Kind.DATE || kind == Kind.TIME || kind == Kind.TIMESTAMP;
  }

  private static boolean isLength(Kind point, Kind kind) {
    boolean days = point == Kind.DATE && kind.isInteger();
    boolean months = kind == Kind.MONTHS && point != Kind.TIME;
    return days || months || kind == Kind.MICROS;
  }

  private static Expression moved(Expression point, Expression length, ValueType result, int sign) {
    ValueType type = point.type();
    ValueType natural =
        type.kind() == Kind.DATE && result.kind() == Kind.TIMESTAMP
            ? result
            : ValueType.of(type.kind(), Math.max(type.precision(), result.precision()));
    Kernel kernel = TimeArithmetic.plus(type, length.type(), natural, sign);
    return Conversions.implied(
        KernelCall.of(sign > 0 ? "+" : "-", kernel, natural, point, length), result);
  }

  private static Expression difference(Expression left, Expression right, ValueType result) {
    ValueType common = Conversions.common(left.type(), right.type());
    boolean isTime = common.kind() == Kind.TIME;
    if (isTime && result.kind() != Kind.MICROS) {
      throw Faults.notSupported("TIME - TIME as " + result);
    }
    ValueType natural = result.kind().isInteger() ? BIGINT : result;
    Expression difference =
        KernelCall.of(
            "-",
            TimeArithmetic.minus(common, natural),
            natural,
            Conversions.implied(left, common),
            Conversions.implied(right, common));
    return Conversions.cast(difference, result);
  }

  private static Expression scaled(
      Expression interval, Expression number, ValueType result, boolean divided) {
    Kernel kernel = TimeArithmetic.scaled(interval.type(), number.type(), divided);
    return Conversions.implied(
        KernelCall.of(divided ? "/" : "*", kernel, interval.type(), interval, number), result);
  }

  static Expression negated(Expression operand, ValueType result) {
    Kind kind = operand.type().kind();
    if (kind == Kind.NULL) {
      return new Constant(result, null);
    }
    Expression value = kind == result.kind() ? operand : Conversions.implied(operand, result);
    Kernel kernel =
        switch (result.kind()) {
          case SMALLINT, INTEGER, BIGINT -> Arithmetic.negatedInteger(result.kind());
          case DECIMAL -> Arithmetic.negatedDecimal(value.type().scale());
          case DOUBLE -> Arithmetic.negatedDouble();
          case MONTHS, MICROS -> TimeArithmetic.negated();
          default -> throw Faults.notSupported("- " + operand.type());
        };
    return Conversions.implied(KernelCall.of("-", kernel, value.type(), value), result);
  }

  /** An interval as a number of its last field. */
  static Expression counted(Expression interval, SqlIntervalQualifier fields, ValueType result) {
    return numbers(Operation.DIVIDE, Retyped.of(interval, BIGINT), unit(fields), result);
  }

  /** A number of an interval's last field as an interval. */
  static Expression interval(Expression number, SqlIntervalQualifier fields, ValueType result) {
    ValueType product = number.type().kind().isInteger() ? BIGINT : number.type();
    Expression units = numbers(Operation.MULTIPLY, number, unit(fields), product);
    return Retyped.of(Conversions.cast(units, BIGINT), result);
  }

  /** Months or microseconds of the last field of an interval. */
  private static Constant unit(SqlIntervalQualifier fields) {
    long multiplier = fields.getUnit().multiplier.longValueExact();
    return new Constant(BIGINT, fields.isYearMonth() ? multiplier : multiplier * 1000);
  }

  /**
   * Calcite's Reinterpret: an interval or a point in time as the number that Calcite keeps for it,
   * or back. Calcite counts milliseconds, we microseconds.
   */
  static Expression reinterpreted(Expression operand, ValueType result) {
    ValueType type = operand.type();
    if (type.kind() == result.kind()) {
      return Conversions.implied(operand, result);
    }
    Expression milli = new Constant(BIGINT, 1000L);
    if (type.kind().isNumber()) {
      Expression number = Conversions.cast(operand, BIGINT);
      return Retyped.of(
          inMicros(result.kind()) ? numbers(Operation.MULTIPLY, number, milli, BIGINT) : number,
          result);
    }
    if (!result.kind().isNumber()) {
      throw Faults.notSupported("reinterpretation of " + type + " as " + result);
    }
    Expression number = Retyped.of(operand, BIGINT);
    return Conversions.cast(
        inMicros(type.kind()) ? numbers(Operation.DIVIDE, number, milli, BIGINT) : number, result);
  }

  private static boolean inMicros(Kind kind) {
    return kind == Kind.MICROS || kind == Kind.TIME || kind == Kind.TIMESTAMP;
  }
}
