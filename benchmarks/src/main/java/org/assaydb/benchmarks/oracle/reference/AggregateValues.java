package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/** An aggregate over all its rows at once, by its definition. */
final class AggregateValues {
  /**
   * @param types of the arguments, then of what the rows are ordered by
   * @param arguments number of arguments
   * @param order the keys of WITHIN GROUP, which follow the arguments in their order
   */
  record Call(
      SqlAggFunction function,
      boolean distinct,
      boolean ignoreNulls,
      RelDataType type,
      List<RelDataType> types,
      int arguments,
      List<RelFieldCollation> order) {

    String name() {
      return function.getName().toUpperCase(Locale.ROOT);
    }
  }

  private AggregateValues() {}

  /**
   * @param given per row the arguments, then the values to order by
   */
  static @Nullable Object value(Call call, List<@Nullable Object[]> given) {
    List<@Nullable Object[]> rows = new ArrayList<>(given);
    if (!call.order().isEmpty()) {
      List<RelFieldCollation> keys = new ArrayList<>();
      for (int i = 0; i < call.order().size(); i++) {
        keys.add(call.order().get(i).withFieldIndex(call.arguments() + i));
      }
      rows.sort(Nodes.order(keys));
    }
    if (call.distinct()) {
      rows = distinct(rows, call.arguments());
    }
    return switch (call.name()) {
      case "COUNT", "REGR_COUNT" -> BigDecimal.valueOf(known(rows, call.arguments()).size());
      case "SINGLE_VALUE" -> single(rows);
      case "ARRAY_AGG", "ARRAY_CONCAT_AGG" -> array(call, rows);
      case "LISTAGG", "STRING_AGG" -> joined(call, known(rows, 1));
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> percentile(call, rows);
      case "MODE" -> mode(call, rows);
      default ->
          call.arguments() == 2
              ? Moments.value(call, known(rows, 2))
              : ofOne(call, column(known(rows, 1)));
    };
  }

  private static @Nullable Object ofOne(Call call, List<Object> values) {
    if (call.arguments() != 1) {
      throw new UnknownConstructException(call.name() + " of " + call.arguments() + " arguments");
    }
    return switch (call.name()) {
      case "SUM" -> values.isEmpty() ? null : Moments.sum(values, call.type());
      case "$SUM0" -> Moments.sum(values, call.type());
      case "AVG" -> values.isEmpty() ? null : Moments.average(values, call.type());
      case "MIN" -> reduced(values, (a, b) -> ValueOrder.compare(b, a) < 0 ? b : a);
      case "MAX" -> reduced(values, (a, b) -> ValueOrder.compare(b, a) > 0 ? b : a);
      case "ANY_VALUE", "FIRST_VALUE" -> reduced(values, (a, b) -> a);
      case "LAST_VALUE" -> reduced(values, (a, b) -> b);
      case "EVERY", "BOOL_AND", "LOGICAL_AND" ->
          reduced(values, (a, b) -> (Boolean) a && (Boolean) b);
      case "SOME", "BOOL_OR", "LOGICAL_OR" -> reduced(values, (a, b) -> (Boolean) a || (Boolean) b);
      case "BIT_AND" -> bits(values, BigInteger::and);
      case "BIT_OR" -> bits(values, BigInteger::or);
      case "BIT_XOR" -> bits(values, BigInteger::xor);
      default -> Moments.variance(call, values);
    };
  }

  /** The rows whose first values are all known. */
  private static List<@Nullable Object[]> known(List<@Nullable Object[]> rows, int columns) {
    List<@Nullable Object[]> known = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      boolean all = true;
      for (int i = 0; i < columns; i++) {
        all &= row[i] != null;
      }
      if (all) {
        known.add(row);
      }
    }
    return known;
  }

  private static List<Object> column(List<@Nullable Object[]> rows) {
    List<Object> values = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      values.add(Objects.requireNonNull(row[0]));
    }
    return values;
  }

  private static List<@Nullable Object[]> distinct(List<@Nullable Object[]> rows, int columns) {
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (seen.add(ValueOrder.key(java.util.Arrays.copyOf(row, columns)))) {
        result.add(row);
      }
    }
    return result;
  }

  private static @Nullable Object reduced(List<Object> values, BinaryOperator<Object> step) {
    return values.stream().reduce(step).orElse(null);
  }

  private static @Nullable Object bits(List<Object> values, BinaryOperator<BigInteger> step) {
    return values.stream()
        .map(v -> ((BigDecimal) v).toBigIntegerExact())
        .reduce(step)
        .map(BigDecimal::new)
        .orElse(null);
  }

  private static @Nullable Object single(List<@Nullable Object[]> rows) {
    if (rows.size() > 1) {
      throw new ReferenceException(
          ReferenceException.CARDINALITY, "more than one row of a scalar sub-query");
    }
    return rows.isEmpty() ? null : rows.get(0)[0];
  }

  private static @Nullable Object array(Call call, List<@Nullable Object[]> rows) {
    if (!call.name().equals("ARRAY_AGG")) {
      throw new UnknownConstructException(call.name());
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (row[0] != null || !call.ignoreNulls()) {
        elements.add(row[0]);
      }
    }
    return elements.isEmpty() ? null : elements;
  }

  private static @Nullable Object joined(Call call, List<@Nullable Object[]> rows) {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (@Nullable Object[] row : rows) {
      if (!first) {
        text.append(call.arguments() > 1 ? (row[1] == null ? "" : row[1]) : ",");
      }
      text.append(row[0]);
      first = false;
    }
    return rows.isEmpty() ? null : text.toString();
  }

  /** The value at a fraction of the ordered ones; CONT between two of them. */
  private static @Nullable Object percentile(Call call, List<@Nullable Object[]> rows) {
    List<Object> values = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      Object value = row[call.arguments()];
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty() || rows.get(0)[0] == null) {
      return null;
    }
    BigDecimal fraction = Numbers.exact(rows.get(0)[0]);
    if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
      throw ReferenceException.outOfRange("fraction " + fraction);
    }
    BigDecimal count = BigDecimal.valueOf(values.size());
    if (call.name().equals("PERCENTILE_DISC")) {
      int rank = fraction.multiply(count).setScale(0, java.math.RoundingMode.CEILING).intValue();
      return values.get(Math.max(rank, 1) - 1);
    }
    BigDecimal place = fraction.multiply(count.subtract(BigDecimal.ONE));
    int below = place.intValue();
    Object low = values.get(below);
    Object high = values.get(Math.min(below + 1, values.size() - 1));
    if (!(low instanceof Number) || !Numbers.finite(low) || !Numbers.finite(high)) {
      throw new UnknownConstructException("PERCENTILE_CONT of " + call.types());
    }
    BigDecimal step = Numbers.exact(high).subtract(Numbers.exact(low));
    BigDecimal part = place.subtract(BigDecimal.valueOf(below));
    return Numbers.fit(call.type(), Numbers.exact(low).add(step.multiply(part)));
  }

  /** The most frequent value, of several the first one. */
  private static @Nullable Object mode(Call call, List<@Nullable Object[]> rows) {
    int column = call.arguments() == 0 ? 0 : call.arguments() - 1;
    Map<Object, List<Object>> counts = new LinkedHashMap<>();
    for (@Nullable Object[] row : rows) {
      Object value = row[column];
      if (value != null) {
        Object key = Objects.requireNonNull(ValueOrder.keyOf(value));
        counts.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
      }
    }
    List<Object> best = List.of();
    for (List<Object> equal : counts.values()) {
      best = equal.size() > best.size() ? equal : best;
    }
    return best.isEmpty() ? null : best.get(0);
  }
}
