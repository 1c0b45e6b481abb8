package org.assaydb.sql.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.NaiveAggregates;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.window.Frame;
import org.assaydb.sql.window.FrameBound;
import org.assaydb.sql.window.WindowCall;
import org.jspecify.annotations.Nullable;

/** What window calls mean, row by row. */
final class NaiveWindows {
  private final WindowCall call;
  private final List<ValueType> types;
  private final List<List<@Nullable Object>> partition;

  private NaiveWindows(
      WindowCall call, List<ValueType> types, List<List<@Nullable Object>> partition) {
    this.call = call;
    this.types = types;
    this.partition = partition;
  }

  /** The value of a call for one of some rows (by identity). */
  static @Nullable Object compute(
      WindowCall call,
      List<ValueType> types,
      List<List<@Nullable Object>> rows,
      List<@Nullable Object> row) {
    List<List<@Nullable Object>> partition = new ArrayList<>(rows);
    partition.removeIf(
        other ->
            call.partition().stream()
                .anyMatch(
                    c ->
                        !Objects.equals(
                            SampleRows.comparable(row.get(c)),
                            SampleRows.comparable(other.get(c)))));
    partition.sort(NaiveAggregates.comparator(call.order()));
    int place = 0;
    while (partition.get(place) != row) {
      place++;
    }
    return new NaiveWindows(call, types, partition).value(place);
  }

  private boolean arePeers(int i, int j) {
    return NaiveAggregates.comparator(call.order()).compare(partition.get(i), partition.get(j))
        == 0;
  }

  private int group(int row) {
    int group = 0;
    for (int i = 1; i <= row; i++) {
      group += arePeers(i - 1, i) ? 0 : 1;
    }
    return group;
  }

  private @Nullable Object argument(int place, int argument) {
    return partition.get(place).get(call.function().arguments().get(argument));
  }

  private @Nullable Object value(int row) {
    int n = partition.size();
    int peersBefore = 0;
    int peersTo = 0;
    for (int j = 0; j < n; j++) {
      int order =
          NaiveAggregates.comparator(call.order()).compare(partition.get(j), partition.get(row));
      peersBefore += order < 0 ? 1 : 0;
      peersTo += order <= 0 ? 1 : 0;
    }
    AggregateCall function = call.function();
    return switch (function.function()) {
      case "ROW_NUMBER" -> row + 1L;
      case "RANK" -> peersBefore + 1L;
      case "DENSE_RANK" -> group(row) + 1L;
      case "PERCENT_RANK" -> n == 1 ? 0.0 : peersBefore / (n - 1.0);
      case "CUME_DIST" -> peersTo / (double) n;
      case "NTILE" -> ntile(row, (Long) Objects.requireNonNull(argument(0, 0)), n);
      case "LAG" -> neighbour(row, -1);
      case "LEAD" -> neighbour(row, 1);
      case "FIRST_VALUE" -> nth(frame(row), 1);
      case "LAST_VALUE" -> {
        List<Integer> frame = frame(row);
        java.util.Collections.reverse(frame);
        yield nth(frame, 1);
      }
      case "NTH_VALUE" -> {
        Object number = argument(row, 1);
        yield number == null ? null : nth(frame(row), (Long) number);
      }
      default -> {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        frame(row).forEach(j -> rows.add(partition.get(j)));
        yield NaiveAggregates.compute(function, types, rows);
      }
    };
  }

  /** By dealing out the rows. */
  private static long ntile(int row, long tiles, int n) {
    long tile = 1;
    long size = n / tiles + (n % tiles > 0 ? 1 : 0);
    long start = 0;
    while (row >= start + size) {
      start += size;
      tile++;
      size = n / tiles + (tile <= n % tiles ? 1 : 0);
    }
    return tile;
  }

  private @Nullable Object nth(List<Integer> frame, long number) {
    long left = number;
    for (int j : frame) {
      Object value = argument(j, 0);
      if ((value != null || !call.function().modifiers().ignoreNulls()) && --left == 0) {
        return value;
      }
    }
    return null;
  }

  private @Nullable Object neighbour(int row, int direction) {
    Object offset = call.function().arguments().size() < 2 ? (Object) 1L : argument(row, 1);
    if (offset == null) {
      return null;
    }
    long distance = Math.abs((Long) offset);
    int step = (Long) offset < 0 ? -direction : direction;
    int place = row;
    while (distance > 0) {
      place += step;
      if (place < 0 || place >= partition.size()) {
        return call.function().arguments().size() < 3 ? null : argument(row, 2);
      }
      boolean counts = !call.function().modifiers().ignoreNulls() || argument(place, 0) != null;
      distance -= counts ? 1 : 0;
    }
    return argument(place, 0);
  }

  private List<Integer> frame(int row) {
    List<Integer> frame = new ArrayList<>();
    for (int j = 0; j < partition.size(); j++) {
      boolean excluded =
          switch (call.frame().exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> j == row;
            case GROUP -> arePeers(j, row);
            case TIES -> j != row && arePeers(j, row);
          };
      if (!excluded
          && isWithin(row, j, call.frame().start(), true)
          && isWithin(row, j, call.frame().end(), false)) {
        frame.add(j);
      }
    }
    return frame;
  }

  private boolean isWithin(int row, int other, FrameBound bound, boolean isStart) {
    long distance =
        switch (call.frame().unit()) {
          case ROWS -> other - row;
          default -> group(other) - group(row);
        };
    boolean plus = bound.kind() == FrameBound.Kind.FOLLOWING;
    switch (bound.kind()) {
      case UNBOUNDED_PRECEDING:
        return isStart;
      case UNBOUNDED_FOLLOWING:
        return !isStart;
      case CURRENT_ROW:
        return isStart ? distance >= 0 : distance <= 0;
      default:
        Object offset = bound.offset().evaluate(new Batch(1), null).value(0);
        if (call.frame().unit() != Frame.Unit.RANGE) {
          long limit = plus ? (Long) offset : -(Long) offset;
          return isStart ? distance >= limit : distance <= limit;
        }
        return isInRange(row, other, offset, bound.offset().type(), plus, isStart);
    }
  }

  private boolean isInRange(
      int row, int other, Object offset, ValueType offsetType, boolean plus, boolean isStart) {
    RowOrder.Key key = call.order().get(0);
    Object base = partition.get(row).get(key.column());
    Object value = partition.get(other).get(key.column());
    if (base == null || value == null) {
      int order = group(other) - group(row);
      return base == null && value == null || (isStart ? order > 0 : order < 0);
    }
    boolean adds = plus != key.descending();
    boolean least = isStart != key.descending();
    int side = side(types.get(key.column()), value, base, offset, offsetType, adds);
    return side == 0 || side > 0 == least;
  }

  private static int side(
      ValueType type,
      Object value,
      Object base,
      Object offset,
      ValueType offsetType,
      boolean plus) {
    if (value instanceof Double v && base instanceof Double b) {
      double distance = number(offset, offsetType).doubleValue();
      return Double.compare(v, plus ? b + distance : b - distance);
    }
    if (offsetType.kind() == Kind.MONTHS) {
      LocalDate date = LocalDate.ofEpochDay((Long) base);
      LocalDate bound = plus ? date.plusMonths((Long) offset) : date.minusMonths((Long) offset);
      return LocalDate.ofEpochDay((Long) value).compareTo(bound);
    }
    BigDecimal unit = BigDecimal.valueOf(type.kind() == Kind.DATE ? 86_400_000_000L : 1);
    BigDecimal distance = number(offset, offsetType);
    BigDecimal from = number(base, type).multiply(unit);
    return number(value, type)
        .multiply(unit)
        .compareTo(plus ? from.add(distance) : from.subtract(distance));
  }

  private static BigDecimal number(Object value, ValueType type) {
    return value instanceof BigInteger unscaled
        ? new BigDecimal(unscaled, type.scale())
        : value instanceof Double number
            ? new BigDecimal(number)
            : BigDecimal.valueOf((Long) value);
  }
}
