package org.assaydb.sql.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/** What aggregate calls mean, row by row: the oracle of tests. */
public final class NaiveAggregates {
  /** Digits for quotients of common numbers, and for those of all binary fractions. */
  private static final MathContext DIGITS = new MathContext(400);

  private static final MathContext MANY_DIGITS = new MathContext(2500);

  private final AggregateCall call;
  private final List<ValueType> types;

  private NaiveAggregates(AggregateCall call, List<ValueType> types) {
    this.call = call;
    this.types = types;
  }

  /** The value of a call over all of some rows of single values. */
  public static @Nullable Object compute(
      AggregateCall call, List<ValueType> types, List<List<@Nullable Object>> rows) {
    return new NaiveAggregates(call, types).compute(rows);
  }

  /** Compares rows by keys. */
  public static Comparator<List<@Nullable Object>> comparator(List<RowOrder.Key> keys) {
    Comparator<List<@Nullable Object>> order = (a, b) -> 0;
    for (RowOrder.Key key : keys) {
      Comparator<Object> values = RowOrder::compareValues;
      values = key.descending() ? values.reversed() : values;
      Comparator<@Nullable Object> all =
          key.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
      order = order.thenComparing(row -> row.get(key.column()), all);
    }
    return order;
  }

  private static MathContext digits(BigDecimal number) {
    return number.precision() + Math.abs(number.scale()) < 300 ? DIGITS : MANY_DIGITS;
  }

  private @Nullable Object compute(List<List<@Nullable Object>> input) {
    List<List<@Nullable Object>> rows = new ArrayList<>(input);
    int filter = call.modifiers().filter();
    if (filter >= 0) {
      rows.removeIf(row -> !Boolean.TRUE.equals(row.get(filter)));
    }
    boolean byValue =
        call.function().equals("MODE")
            || call.modifiers().distinct() && call.function().matches("LISTAGG|ARRAY_AGG");
    List<RowOrder.Key> order = call.modifiers().order();
    if (order.isEmpty() && byValue) {
      order = List.of(new RowOrder.Key(call.arguments().get(0), false, false));
    }
    rows.sort(comparator(order));
    if (call.modifiers().distinct()) {
      Set<Object> seen = new HashSet<>();
      rows.removeIf(row -> !seen.add(SampleRows.comparableRow(arguments(row))));
    }
    return value(rows);
  }

  private List<@Nullable Object> arguments(List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    call.arguments().forEach(a -> values.add(row.get(a)));
    return values;
  }

  private List<Object> values(List<List<@Nullable Object>> rows, int column) {
    List<Object> values = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(column);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable Object value(List<List<@Nullable Object>> rows) {
    int first = call.arguments().isEmpty() ? -1 : call.arguments().get(0);
    List<Object> values = first < 0 ? List.of() : values(rows, first);
    return switch (call.function()) {
      case "COUNT" ->
          rows.stream().filter(row -> arguments(row).stream().allMatch(Objects::nonNull)).count();
      case "SUM", "$SUM0", "AVG" -> sum(values, types.get(first));
      case "MIN" -> values.stream().min(RowOrder::compareValues).orElse(null);
      case "MAX" -> values.stream().max(RowOrder::compareValues).orElse(null);
      case "EVERY" -> values.isEmpty() ? null : (Object) !values.contains(false);
      case "SOME" -> values.isEmpty() ? null : (Object) values.contains(true);
      case "ANY_VALUE" -> values.isEmpty() ? null : values.get(0);
      case "SINGLE_VALUE" -> {
        if (rows.size() > 1) {
          throw new SqlLayerException("21000", "rows");
        }
        yield rows.isEmpty() ? null : rows.get(0).get(first);
      }
      case "BIT_AND" -> values.stream().map(v -> (Long) v).reduce((a, b) -> a & b).orElse(null);
      case "BIT_OR" -> values.stream().map(v -> (Long) v).reduce((a, b) -> a | b).orElse(null);
      case "BIT_XOR" -> values.stream().map(v -> (Long) v).reduce((a, b) -> a ^ b).orElse(null);
      case "LISTAGG" -> text(rows);
      case "ARRAY_AGG" -> {
        List<@Nullable Object> all = new ArrayList<>();
        rows.forEach(row -> all.add(row.get(first)));
        all.removeIf(v -> v == null && call.modifiers().ignoreNulls());
        yield all.isEmpty() ? null : all;
      }
      case "MODE" -> mode(values);
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> percentile(rows);
      default -> moment(rows);
    };
  }

  private @Nullable Object text(List<List<@Nullable Object>> rows) {
    StringBuilder text = new StringBuilder();
    boolean any = false;
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(call.arguments().get(0));
      if (value != null) {
        if (any) {
          Object separator =
              call.arguments().size() == 1
                  ? ",".getBytes(StandardCharsets.UTF_8)
                  : row.get(call.arguments().get(1));
          text.append(
              separator == null ? "" : new String((byte[]) separator, StandardCharsets.UTF_8));
        }
        any = true;
        text.append(new String((byte[]) value, StandardCharsets.UTF_8));
      }
    }
    return any ? text.toString().getBytes(StandardCharsets.UTF_8) : null;
  }

  private static @Nullable Object mode(List<Object> sorted) {
    Object best = null;
    long most = 0;
    for (Object value : sorted) {
      long times = sorted.stream().filter(v -> RowOrder.compareValues(v, value) == 0).count();
      if (times > most) {
        most = times;
        best = value;
      }
    }
    return best;
  }

  private @Nullable Object percentile(List<List<@Nullable Object>> rows) {
    int column = call.modifiers().order().get(0).column();
    List<Object> values = values(rows, column);
    if (values.isEmpty()) {
      return null;
    }
    BigDecimal fraction =
        decimal(rows.get(0).get(call.arguments().get(0)), types.get(call.arguments().get(0)));
    int n = values.size();
    if (call.function().equals("PERCENTILE_DISC")) {
      int i = 1;
      while (BigDecimal.valueOf(i).compareTo(fraction.multiply(BigDecimal.valueOf(n))) < 0) {
        i++;
      }
      return values.get(i - 1);
    }
    BigDecimal place = fraction.multiply(BigDecimal.valueOf(n - 1));
    int below = place.intValue();
    BigDecimal rest = place.subtract(BigDecimal.valueOf(below));
    Object low = values.get(below);
    Object high = values.get(rest.signum() == 0 ? below : below + 1);
    if (isSpecial(low) || isSpecial(high)) {
      double a = (Double) low;
      return rest.signum() == 0 ? a : a + rest.doubleValue() * ((Double) high - a);
    }
    ValueType type = types.get(column);
    BigDecimal a = decimal(low, type);
    return result(a.add(rest.multiply(decimal(high, type).subtract(a))));
  }

  private static boolean isSpecial(Object value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  private static BigDecimal decimal(@Nullable Object value, ValueType type) {
    return value instanceof Double number
        ? new BigDecimal(number)
        : value instanceof BigInteger unscaled
            ? new BigDecimal(unscaled, type.scale())
            : BigDecimal.valueOf((Long) value);
  }

  private @Nullable Object sum(List<Object> values, ValueType type) {
    if (values.isEmpty()) {
      return call.function().equals("$SUM0") ? result(BigDecimal.ZERO) : null;
    }
    if (values.stream().anyMatch(NaiveAggregates::isSpecial)) {
      return values.stream().mapToDouble(v -> (Double) v).filter(v -> !Double.isFinite(v)).sum();
    }
    BigDecimal sum =
        values.stream().map(v -> decimal(v, type)).reduce(BigDecimal.ZERO, BigDecimal::add);
    return result(
        call.function().equals("AVG")
            ? sum.divide(BigDecimal.valueOf(values.size()), digits(sum))
            : sum);
  }

  private Object result(BigDecimal value) {
    if (call.result().kind() == Kind.DOUBLE) {
      double rounded = value.doubleValue();
      if (Double.isInfinite(rounded)) {
        throw new SqlLayerException("22003", "double");
      }
      return rounded == 0 ? 0.0 : rounded;
    }
    BigInteger unscaled =
        value.setScale(call.result().scale(), RoundingMode.HALF_UP).unscaledValue();
    if (call.result().kind() == Kind.DECIMAL) {
      if (unscaled.abs().compareTo(BigInteger.TEN.pow(call.result().precision())) >= 0) {
        throw new SqlLayerException("22003", "decimal");
      }
      return unscaled;
    }
    if (unscaled.bitLength() > 63) {
      throw new SqlLayerException("22003", "integer");
    }
    return unscaled.longValue();
  }

  private @Nullable Object moment(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> kept = new ArrayList<>(rows);
    kept.removeIf(row -> arguments(row).contains(null));
    int n = kept.size();
    if (call.function().equals("REGR_COUNT")) {
      return (long) n;
    }
    if (n < (call.function().endsWith("_SAMP") ? 2 : 1)) {
      return null;
    }
    if (kept.stream().anyMatch(row -> arguments(row).stream().anyMatch(v -> isSpecial(v)))) {
      return Double.NaN;
    }
    List<BigDecimal> y = column(kept, 0);
    List<BigDecimal> x = column(kept, call.arguments().size() - 1);
    BigDecimal count = BigDecimal.valueOf(n);
    BigDecimal sxx = deviations(x, x);
    BigDecimal syy = deviations(y, y);
    BigDecimal sxy = deviations(x, y);
    BigDecimal divisor = call.function().endsWith("_SAMP") ? count.subtract(BigDecimal.ONE) : count;
    BigDecimal value =
        switch (call.function()) {
          case "VAR_POP", "VAR_SAMP" -> sxx.divide(divisor, digits(sxx));
          case "STDDEV_POP", "STDDEV_SAMP" -> root(sxx.divide(divisor, digits(sxx)));
          case "COVAR_POP", "COVAR_SAMP" -> sxy.divide(divisor, digits(sxy));
          case "REGR_SXX" -> sxx;
          case "REGR_SYY" -> syy;
          case "REGR_SXY" -> sxy;
          case "REGR_AVGX" -> mean(x);
          case "REGR_AVGY" -> mean(y);
          case "REGR_SLOPE" -> sxx.signum() == 0 ? null : sxy.divide(sxx, digits(sxy));
          case "REGR_INTERCEPT" ->
              sxx.signum() == 0
                  ? null
                  : mean(y).subtract(mean(x).multiply(sxy).divide(sxx, digits(sxy)));
          case "REGR_R2" ->
              sxx.signum() == 0
                  ? null
                  : syy.signum() == 0
                      ? BigDecimal.ONE
                      : sxy.multiply(sxy).divide(sxx.multiply(syy), digits(sxy));
          case "CORR" ->
              sxx.signum() == 0 || syy.signum() == 0
                  ? null
                  : BigDecimal.valueOf(sxy.signum())
                      .multiply(root(sxy.multiply(sxy).divide(sxx.multiply(syy), digits(sxy))));
          default -> throw new IllegalArgumentException(call.function());
        };
    return value == null ? null : result(value);
  }

  /** Of tiny numbers all digits count: they can lie half way between two of the least DOUBLEs. */
  private static BigDecimal root(BigDecimal square) {
    boolean tiny = square.precision() - square.scale() < -500;
    return square.sqrt(new MathContext(tiny ? 1200 : 200));
  }

  private List<BigDecimal> column(List<List<@Nullable Object>> rows, int argument) {
    int column = call.arguments().get(argument);
    boolean floating = call.arguments().stream().anyMatch(a -> types.get(a).kind() == Kind.DOUBLE);
    List<BigDecimal> numbers = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      BigDecimal number = decimal(row.get(column), types.get(column));
      numbers.add(floating ? new BigDecimal(number.doubleValue()) : number);
    }
    return numbers;
  }

  private static BigDecimal mean(List<BigDecimal> numbers) {
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(numbers.size()), digits(sum));
  }

  /** Sum of products of deviations from the means, over n squared to stay exact. */
  private static BigDecimal deviations(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal n = BigDecimal.valueOf(x.size());
    BigDecimal sx = x.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal sy = y.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      BigDecimal a = x.get(i).multiply(n).subtract(sx);
      BigDecimal b = y.get(i).multiply(n).subtract(sy);
      sum = sum.add(a.multiply(b));
    }
    return sum.divide(n.multiply(n), digits(sum));
  }
}
