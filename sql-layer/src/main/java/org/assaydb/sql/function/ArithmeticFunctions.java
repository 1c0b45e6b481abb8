package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.NUMBER;
import static org.assaydb.sql.function.signature.Parameter.NUMBER_AS_RESULT;

import java.math.BigInteger;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.number.Integers;
import org.assaydb.sql.function.number.Ranges;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** ABS, SIGN, MOD and functions of whole numbers. */
final class ArithmeticFunctions {
  private ArithmeticFunctions() {}

  static List<Definition> all() {
    Signature numbers = Signature.of(NUMBER_AS_RESULT, NUMBER_AS_RESULT);
    Signature integers = Signature.of(INTEGER, INTEGER);
    return List.of(
        Definition.function(
            "ABS", Results.ARGUMENT, Signature.of(NUMBER), ArithmeticFunctions::absolute),
        Definition.function("SIGN", Results.SIGN, Signature.of(NUMBER), ArithmeticFunctions::sign),
        Definition.special("MOD", SqlKind.MOD, SqlFunctionCategory.NUMERIC)
            .is(Results.REMAINDER, numbers, ArithmeticFunctions::remainder),
        Definition.operator(
            SqlStdOperatorTable.PERCENT_REMAINDER,
            Results.REMAINDER,
            numbers,
            ArithmeticFunctions::remainder),
        Definition.function(
            "GCD", Results.REMAINDER, integers, of(Integers::greatestCommonDivisor)),
        Definition.function("LCM", Results.REMAINDER, integers, of(Integers::leastCommonMultiple)));
  }

  private static @Nullable ScalarFunction absolute(List<ValueType> types, ValueType result) {
    return switch (types.get(0).layout()) {
      case LONG -> (arguments, rows, run) -> absolute((LongVector) arguments[0], rows, result);
      case DECIMAL ->
          Rows.strict(
                  (a, i, out) -> {
                    DecimalVector numbers = (DecimalVector) a[0];
                    out.addDecimal(numbers.unscaled(i).abs());
                  })
              .of(types, result);
      case DOUBLE ->
          (arguments, rows, run) -> {
            DoubleVector numbers = (DoubleVector) arguments[0];
            double[] results = new double[rows];
            for (int i = 0; i < rows; i++) {
              results[i] = Math.abs(numbers.get(i));
            }
            return new DoubleVector(results, rows, numbers.validity());
          };
      default -> null;
    };
  }

  private static LongVector absolute(LongVector numbers, int rows, ValueType result) {
    long[] results = new long[rows];
    long least =
        switch (result.kind()) {
          case SMALLINT -> Short.MIN_VALUE;
          case INTEGER -> Integer.MIN_VALUE;
          default -> Long.MIN_VALUE;
        };
    for (int i = 0; i < rows; i++) {
      long value = numbers.get(i);
      if (value == least && !numbers.isNull(i)) {
        throw Ranges.outOfRange(result);
      }
      results[i] = Math.abs(value);
    }
    return new LongVector(results, rows, numbers.validity());
  }

  private static @Nullable ScalarFunction sign(List<ValueType> types, ValueType result) {
    return switch (types.get(0).layout()) {
      case LONG ->
          Rows.strict((a, i, out) -> out.addLong(Long.signum(Rows.integer(a[0], i))))
              .of(types, result);
      case DECIMAL ->
          Rows.strict((a, i, out) -> out.addLong(((DecimalVector) a[0]).unscaled(i).signum()))
              .of(types, result);
      case DOUBLE ->
          Rows.strict((a, i, out) -> out.addDouble(Math.signum(((DoubleVector) a[0]).get(i))))
              .of(types, result);
      default -> null;
    };
  }

  private static @Nullable ScalarFunction remainder(List<ValueType> types, ValueType result) {
    if (types.stream().anyMatch(type -> type.layout() != result.layout())) {
      return null;
    }
    return switch (result.layout()) {
      case LONG ->
          Rows.strict(
                  (a, i, out) -> {
                    long divisor = Rows.integer(a[1], i);
                    checkDivisor(divisor == 0);
                    out.addLong(Rows.integer(a[0], i) % divisor);
                  })
              .of(types, result);
      case DECIMAL ->
          Rows.strict(
                  (a, i, out) -> {
                    BigInteger divisor = ((DecimalVector) a[1]).unscaled(i);
                    checkDivisor(divisor.signum() == 0);
                    out.addDecimal(((DecimalVector) a[0]).unscaled(i).remainder(divisor));
                  })
              .of(types, result);
      case DOUBLE ->
          Rows.strict(
                  (a, i, out) -> {
                    double divisor = ((DoubleVector) a[1]).get(i);
                    checkDivisor(divisor == 0);
                    out.addDouble(((DoubleVector) a[0]).get(i) % divisor);
                  })
              .of(types, result);
      default -> null;
    };
  }

  private static void checkDivisor(boolean zero) {
    if (zero) {
      throw new SqlLayerException(SqlStates.DIVISION_BY_ZERO, "division by zero");
    }
  }

  private interface IntegerOperator {
    BigInteger apply(long left, long right);
  }

  private static Code of(IntegerOperator operator) {
    return (types, result) ->
        Rows.strict(
                (a, i, out) ->
                    out.addLong(
                        Ranges.checked(
                            result, operator.apply(Rows.integer(a[0], i), Rows.integer(a[1], i)))))
            .of(types, result);
  }
}
