package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.DOUBLE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.function.number.Elementary;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Validity;

/** Elementary functions: of any numbers, which are cast to DOUBLE. */
final class NumberFunctions {
  private NumberFunctions() {}

  static List<Definition> all() {
    List<Definition> all = new ArrayList<>(powers());
    all.addAll(angles());
    all.add(
        Definition.special("PI", SqlKind.OTHER_FUNCTION, SqlFunctionCategory.NUMERIC)
            .is(
                Results.DOUBLE,
                Signature.of(),
                (types, result) -> (a, rows, run) -> DoubleVector.constant(StrictMath.PI, rows)));
    return all;
  }

  private static List<Definition> powers() {
    return List.of(
        binary("POWER", Elementary::power),
        unary("EXP", Elementary::exp),
        unary("LN", Elementary::ln),
        unary("LOG10", Elementary::log10),
        Definition.function(
            "LOG",
            Results.DOUBLE,
            Signature.of(DOUBLE).or(DOUBLE, DOUBLE),
            (types, result) ->
                types.size() == 1 ? unary(Elementary::log10) : binary(Elementary::log)),
        unary("SQRT", Elementary::sqrt),
        unary("CBRT", StrictMath::cbrt));
  }

  private static List<Definition> angles() {
    return List.of(
        unary("SIN", Elementary::sin),
        unary("COS", Elementary::cos),
        unary("TAN", Elementary::tan),
        unary("COT", Elementary::cot),
        unary("ASIN", Elementary::asin),
        unary("ACOS", Elementary::acos),
        unary("ATAN", StrictMath::atan),
        binary("ATAN2", StrictMath::atan2),
        unary("SINH", StrictMath::sinh),
        unary("COSH", StrictMath::cosh),
        unary("TANH", StrictMath::tanh),
        unary("DEGREES", Elementary::degrees),
        unary("RADIANS", Elementary::radians));
  }

  private static Definition unary(String name, DoubleUnaryOperator operator) {
    return Definition.function(
        name, Results.DOUBLE, Signature.of(DOUBLE), (types, result) -> unary(operator));
  }

  private static Definition binary(String name, DoubleBinaryOperator operator) {
    return Definition.function(
        name, Results.DOUBLE, Signature.of(DOUBLE, DOUBLE), (types, result) -> binary(operator));
  }

  private static ScalarFunction unary(DoubleUnaryOperator operator) {
    return (arguments, rows, run) -> {
      DoubleVector numbers = (DoubleVector) arguments[0];
      double[] results = new double[rows];
      for (int i = 0; i < rows; i++) {
        if (!numbers.isNull(i)) {
          results[i] = DoubleVector.canonical(operator.applyAsDouble(numbers.get(i)));
        }
      }
      return new DoubleVector(results, rows, numbers.validity());
    };
  }

  private static ScalarFunction binary(DoubleBinaryOperator operator) {
    return (arguments, rows, run) -> {
      DoubleVector left = (DoubleVector) arguments[0];
      DoubleVector right = (DoubleVector) arguments[1];
      long[] validity = Validity.and(left.validity(), right.validity(), rows);
      double[] results = new double[rows];
      for (int i = 0; i < rows; i++) {
        if (!Validity.isNull(validity, i)) {
          results[i] = DoubleVector.canonical(operator.applyAsDouble(left.get(i), right.get(i)));
        }
      }
      return new DoubleVector(results, rows, validity);
    };
  }
}
