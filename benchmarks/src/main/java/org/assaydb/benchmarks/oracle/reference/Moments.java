package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Sums, averages, variances and regression: exact sums, rounded once at the end. */
final class Moments {
  private static final MathContext DIGITS = new MathContext(80);

  private Moments() {}

  static Object sum(List<Object> values, RelDataType type) {
    if (!values.stream().allMatch(Numbers::finite)) {
      return values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sum();
    }
    if (!values.isEmpty() && !(values.get(0) instanceof Number)) {
      return Intervals.sum(values);
    }
    return Numbers.fit(type, exactSum(values));
  }

  static Object average(List<Object> values, RelDataType type) {
    if (!values.stream().allMatch(Numbers::finite)) {
      return values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sum();
    }
    if (!(values.get(0) instanceof Number)) {
      throw new UnknownConstructException("AVG of intervals");
    }
    return Numbers.fit(type, exactSum(values).divide(BigDecimal.valueOf(values.size()), DIGITS));
  }

  private static BigDecimal exactSum(List<Object> values) {
    return values.stream().map(Numbers::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static @Nullable Object variance(AggregateValues.Call call, List<Object> values) {
    boolean sample =
        switch (call.name()) {
          case "VAR_SAMP", "VARIANCE", "STDDEV", "STDDEV_SAMP" -> true;
          case "VAR_POP", "STDDEV_POP" -> false;
          default -> throw new UnknownConstructException(call.name());
        };
    if (values.isEmpty() || sample && values.size() < 2) {
      return null;
    }
    if (!values.stream().allMatch(Numbers::finite)) {
      return Double.NaN;
    }
    BigDecimal n = BigDecimal.valueOf(values.size());
    BigDecimal divisor = sample ? n.subtract(BigDecimal.ONE) : n;
    BigDecimal result = deviation(values, values).divide(divisor, DIGITS);
    return Numbers.fit(
        call.type(), call.name().startsWith("STDDEV") ? result.sqrt(DIGITS) : result);
  }

  /** The sum of the products of the distances from the means, in enough digits. */
  private static BigDecimal deviation(List<Object> x, List<Object> y) {
    BigDecimal products = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      products = products.add(Numbers.exact(x.get(i)).multiply(Numbers.exact(y.get(i))));
    }
    BigDecimal n = BigDecimal.valueOf(x.size());
    return n.multiply(products).subtract(exactSum(x).multiply(exactSum(y))).divide(n, DIGITS);
  }

  /** COVAR, CORR, REGR: the dependent value comes first. */
  static @Nullable Object value(AggregateValues.Call call, List<@Nullable Object[]> pairs) {
    List<Object> y = new ArrayList<>();
    List<Object> x = new ArrayList<>();
    for (@Nullable Object[] pair : pairs) {
      y.add(Objects.requireNonNull(pair[0]));
      x.add(Objects.requireNonNull(pair[1]));
    }
    if (y.isEmpty()) {
      return null;
    }
    if (!y.stream().allMatch(Numbers::finite) || !x.stream().allMatch(Numbers::finite)) {
      throw new UnknownConstructException(call.name() + " of values without an end");
    }
    BigDecimal result = finite(call, y, x);
    return result == null ? null : Numbers.fit(call.type(), result);
  }

  private static @Nullable BigDecimal finite(
      AggregateValues.Call call, List<Object> y, List<Object> x) {
    BigDecimal n = BigDecimal.valueOf(y.size());
    BigDecimal sxx = deviation(x, x);
    BigDecimal syy = deviation(y, y);
    BigDecimal sxy = deviation(y, x);
    BigDecimal averageX = exactSum(x).divide(n, DIGITS);
    BigDecimal averageY = exactSum(y).divide(n, DIGITS);
    BigDecimal slope = sxx.signum() == 0 ? null : sxy.divide(sxx, DIGITS);
    return switch (call.name()) {
      case "COVAR_POP" -> sxy.divide(n, DIGITS);
      case "COVAR_SAMP" -> y.size() < 2 ? null : sxy.divide(n.subtract(BigDecimal.ONE), DIGITS);
      case "CORR" ->
          slope == null || syy.signum() == 0
              ? null
              : sxy.divide(sxx.multiply(syy).sqrt(DIGITS), DIGITS);
      case "REGR_SXX" -> sxx;
      case "REGR_SYY" -> syy;
      case "REGR_SXY" -> sxy;
      case "REGR_AVGX" -> averageX;
      case "REGR_AVGY" -> averageY;
      case "REGR_SLOPE" -> slope;
      case "REGR_INTERCEPT" -> slope == null ? null : averageY.subtract(slope.multiply(averageX));
      case "REGR_R2" ->
          slope == null
              ? null
              : syy.signum() == 0
                  ? BigDecimal.ONE
                  : sxy.multiply(sxy).divide(sxx.multiply(syy), DIGITS);
      default -> throw new UnknownConstructException(call.name());
    };
  }
}
