package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.MOMENT;
import static org.assaydb.sql.function.signature.Parameter.NUMBER;
import static org.assaydb.sql.function.signature.Parameter.UNIT;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.number.Ranges;
import org.assaydb.sql.function.number.Rounding;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** FLOOR, CEIL, ROUND, TRUNC of numbers; FLOOR and CEIL of moments to a unit. */
final class RoundingFunctions {
  /** Powers of ten that fit in a long. */
  private static final int LONG_DIGITS = 18;

  private RoundingFunctions() {}

  static List<Definition> all() {
    return List.of(
        toWhole(SqlStdOperatorTable.FLOOR, Rounding.FLOOR),
        toWhole(SqlStdOperatorTable.CEIL, Rounding.CEILING),
        toDigits("ROUND", Rounding.ROUND),
        toDigits("TRUNC", Rounding.TRUNCATE),
        toDigits("TRUNCATE", Rounding.TRUNCATE));
  }

  /** Calcite lets no other operators stand for these two. */
  private static Definition toWhole(SqlOperator operator, Rounding rounding) {
    return Definition.calcite(
        operator,
        Signature.of(NUMBER).or(MOMENT, UNIT),
        (types, result) ->
            types.size() == 1
                ? number(operator, rounding, types.get(0), result)
                : TruncationFunctions.toUnit(rounding == Rounding.CEILING, types));
  }

  /** Calcite takes an interval too, and would give it back. */
  private static @Nullable ScalarFunction number(
      SqlOperator operator, Rounding rounding, ValueType type, ValueType result) {
    if (type.kind().isInterval()) {
      throw new SqlLayerException(
          SqlStates.UNKNOWN_FUNCTION, "there is no function " + operator.getName() + "(INTERVAL)");
    }
    return code(rounding, type, result);
  }

  private static Definition toDigits(String name, Rounding rounding) {
    return Definition.function(
        name,
        Results.ROUNDED,
        Signature.of(NUMBER).or(NUMBER, INTEGER),
        (types, result) -> code(rounding, types.get(0), result));
  }

  private static @Nullable ScalarFunction code(
      Rounding rounding, ValueType type, ValueType result) {
    return switch (type.layout()) {
      case LONG ->
          (arguments, rows, run) ->
              arguments.length == 1 ? arguments[0] : integers(rounding, result, arguments, rows);
      case DECIMAL ->
          (arguments, rows, run) ->
              decimals(rounding, type.scale(), result.scale(), arguments, rows);
      case DOUBLE -> (arguments, rows, run) -> doubles(rounding, arguments, rows);
      default -> null;
    };
  }

  private static int digits(Vector[] arguments, int row) {
    return arguments.length < 2 ? 0 : Rounding.bounded(Rows.integer(arguments[1], row));
  }

  private static Vector integers(
      Rounding rounding, ValueType result, Vector[] arguments, int rows) {
    VectorBuilder results = new VectorBuilder(Layout.LONG);
    for (int i = 0; i < rows; i++) {
      if (Rows.anyNull(arguments, i)) {
        results.addNull();
        continue;
      }
      long value = Rows.integer(arguments[0], i);
      int dropped = -digits(arguments, i);
      if (dropped > LONG_DIGITS) {
        results.addLong(0);
      } else if (dropped > 0) {
        long unit = Decimals.longPower(dropped);
        results.addLong(Ranges.checkedProduct(result, rounding.divided(value, unit), unit));
      } else {
        results.addLong(value);
      }
    }
    return results.build();
  }

  private static Vector decimals(
      Rounding rounding, int scale, int resultScale, Vector[] arguments, int rows) {
    DecimalVector numbers = (DecimalVector) arguments[0];
    VectorBuilder results = new VectorBuilder(Layout.DECIMAL);
    boolean narrow = numbers.high() == null;
    for (int i = 0; i < rows; i++) {
      if (Rows.anyNull(arguments, i)) {
        results.addNull();
        continue;
      }
      int digits = digits(arguments, i);
      int dropped = scale - digits;
      if (narrow && digits == resultScale && dropped >= 0 && dropped <= LONG_DIGITS) {
        long value = rounding.divided(numbers.low()[i], Decimals.longPower(dropped));
        results.addDecimal(value >> 63, value);
      } else {
        results.addDecimal(rounding.decimal(numbers.unscaled(i), scale, digits, resultScale));
      }
    }
    return results.build();
  }

  private static Vector doubles(Rounding rounding, Vector[] arguments, int rows) {
    DoubleVector numbers = (DoubleVector) arguments[0];
    long[] validity = numbers.validity();
    if (arguments.length > 1) {
      validity = Validity.and(validity, arguments[1].validity(), rows);
    }
    double[] results = new double[rows];
    for (int i = 0; i < rows; i++) {
      if (!Validity.isNull(validity, i)) {
        double value = numbers.get(i);
        results[i] =
            DoubleVector.canonical(
                arguments.length == 1
                    ? rounding.whole(value)
                    : rounding.digits(value, digits(arguments, i)));
      }
    }
    return new DoubleVector(results, rows, validity);
  }
}
