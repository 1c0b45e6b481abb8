package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.NUMBER;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** WIDTH_BUCKET: exactly for exact numbers, as PostgreSQL's for DOUBLE among the arguments. */
final class BucketFunctions {
  private BucketFunctions() {}

  static List<Definition> all() {
    return List.of(
        Definition.function(
            "WIDTH_BUCKET",
            Results.INTEGER,
            Signature.of(NUMBER, NUMBER, NUMBER, INTEGER),
            BucketFunctions::code));
  }

  private static @Nullable ScalarFunction code(List<ValueType> types, ValueType result) {
    boolean floating = types.stream().anyMatch(type -> type.kind() == Kind.DOUBLE);
    return Rows.strict(
            (a, i, out) -> {
              int count = count(Rows.integer(a[3], i));
              long bucket =
                  floating
                      ? bucket(approximate(a[0], types.get(0), i), a, types, i, count)
                      : bucket(
                          exact(a[0], types.get(0), i),
                          exact(a[1], types.get(1), i),
                          exact(a[2], types.get(2), i),
                          count);
              if (bucket > Integer.MAX_VALUE) {
                throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "integer out of range");
              }
              out.addLong(bucket);
            })
        .of(types, result);
  }

  private static int count(long count) {
    if (count <= 0) {
      throw invalid("count must be greater than zero");
    }
    if (count > Integer.MAX_VALUE) {
      throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "integer out of range");
    }
    return (int) count;
  }

  private static BigDecimal exact(Vector numbers, ValueType type, int row) {
    return numbers instanceof DecimalVector decimals
        ? new BigDecimal(decimals.unscaled(row), type.scale())
        : BigDecimal.valueOf(Rows.integer(numbers, row));
  }

  private static double approximate(Vector numbers, ValueType type, int row) {
    return numbers instanceof DoubleVector doubles
        ? doubles.get(row)
        : exact(numbers, type, row).doubleValue();
  }

  private static long bucket(BigDecimal value, BigDecimal low, BigDecimal high, int count) {
    int direction = high.compareTo(low);
    if (direction == 0) {
      throw invalid("lower bound cannot equal upper bound");
    }
    if (value.compareTo(low) * direction < 0) {
      return 0;
    }
    if (value.compareTo(high) * direction >= 0) {
      return count + 1L;
    }
    BigDecimal part = value.subtract(low).multiply(BigDecimal.valueOf(count));
    return part.divide(high.subtract(low), 0, RoundingMode.FLOOR).longValueExact() + 1;
  }

  private static long bucket(
      double value, Vector[] bounds, List<ValueType> types, int row, int count) {
    double low = approximate(bounds[1], types.get(1), row);
    double high = approximate(bounds[2], types.get(2), row);
    if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
      throw invalid("operand, lower bound, and upper bound cannot be NaN");
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      throw invalid("lower and upper bounds must be finite");
    }
    if (low == high) {
      throw invalid("lower bound cannot equal upper bound");
    }
    boolean up = low < high;
    if (up ? value < low : value > low) {
      return 0;
    }
    if (up ? value >= high : value <= high) {
      return count + 1L;
    }
    double part =
        Double.isInfinite(high - low)
            ? (value / 2 - low / 2) / (high / 2 - low / 2)
            : (value - low) / (high - low);
    // The quotient could round to 1.
    return Math.min((long) (count * part), count - 1L) + 1;
  }

  private static SqlLayerException invalid(String message) {
    return new SqlLayerException(SqlStates.INVALID_WIDTH_BUCKET, message);
  }
}
