package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.jspecify.annotations.Nullable;

/** One window call over one ordered partition. */
final class WindowValues {
  private final RexOver over;
  private final List<@Nullable Object[]> arguments;
  private final Frames frames;

  WindowValues(
      RexOver over,
      List<@Nullable Object[]> keys,
      List<@Nullable Object[]> arguments,
      Scope scope) {
    this.over = over;
    this.arguments = arguments;
    frames = new Frames(over.getWindow(), keys, scope);
  }

  @Nullable Object value(int at) {
    String name = over.getAggOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "ROW_NUMBER" -> number(at + 1L);
      case "RANK" -> number(firstPeer(at) + 1L);
      case "DENSE_RANK" -> number(denseRank(at));
      case "PERCENT_RANK" ->
          arguments.size() == 1 ? 0.0 : (double) firstPeer(at) / (arguments.size() - 1);
      case "CUME_DIST" -> (double) afterPeers(at) / arguments.size();
      case "NTILE" -> ntile(at);
      case "LAG" -> shifted(at, -1);
      case "LEAD" -> shifted(at, 1);
      case "FIRST_VALUE" -> nth(frames.frame(at), 1, false);
      case "LAST_VALUE" -> nth(frames.frame(at), 1, true);
      case "NTH_VALUE" -> nthValue(at);
      default -> aggregate(at);
    };
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  private int firstPeer(int at) {
    int first = at;
    while (first > 0 && frames.peers(first - 1, at)) {
      first--;
    }
    return first;
  }

  private int afterPeers(int at) {
    int end = at + 1;
    while (end < arguments.size() && frames.peers(end, at)) {
      end++;
    }
    return end;
  }

  private long denseRank(int at) {
    long rank = 1;
    for (int i = 1; i <= at; i++) {
      rank += frames.peers(i - 1, i) ? 0 : 1;
    }
    return rank;
  }

  /** Larger tiles first: sizes differ by one at most. */
  private @Nullable Object ntile(int at) {
    BigDecimal tiles = (BigDecimal) arguments.get(at)[0];
    if (tiles == null || tiles.signum() <= 0) {
      throw new ReferenceException("22014", "NTILE takes a positive number");
    }
    long size = arguments.size();
    long count = tiles.min(number(size)).longValueExact();
    long large = size % count;
    long rows = 0;
    for (long tile = 1; ; tile++) {
      rows += size / count + (tile <= large ? 1 : 0);
      if (at < rows) {
        return number(tile);
      }
    }
  }

  private @Nullable Object shifted(int at, int direction) {
    @Nullable Object[] own = arguments.get(at);
    BigDecimal offset = own.length > 1 ? (BigDecimal) own[1] : BigDecimal.ONE;
    if (offset == null) {
      return null;
    }
    int sign = direction * (offset.signum() < 0 ? -1 : 1);
    long steps = offset.abs().min(number(arguments.size() + 1L)).longValueExact();
    int place = at;
    while (steps > 0 && place >= 0 && place < arguments.size()) {
      place += sign;
      boolean there = place >= 0 && place < arguments.size();
      steps -= there && over.ignoreNulls() && arguments.get(place)[0] == null ? 0 : 1;
    }
    if (place >= 0 && place < arguments.size()) {
      return implicit(arguments.get(place)[0], 0);
    }
    return own.length > 2 ? implicit(own[2], 2) : null;
  }

  private @Nullable Object implicit(@Nullable Object value, int argument) {
    RelDataType type = over.getOperands().get(argument).getType();
    return Casts.implicit(value, type, over.getType());
  }

  private @Nullable Object nthValue(int at) {
    BigDecimal n = (BigDecimal) arguments.get(at)[1];
    if (n == null) {
      return null;
    }
    if (n.signum() <= 0) {
      throw new ReferenceException("22016", "NTH_VALUE takes a positive number");
    }
    return nth(frames.frame(at), n.min(number(Integer.MAX_VALUE)).intValueExact(), false);
  }

  private @Nullable Object nth(List<Integer> frame, int n, boolean fromEnd) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i : frame) {
      Object value = arguments.get(i)[0];
      if (value != null || !over.ignoreNulls()) {
        values.add(value);
      }
    }
    if (values.size() < n) {
      return null;
    }
    return values.get(fromEnd ? values.size() - n : n - 1);
  }

  private @Nullable Object aggregate(int at) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    frames.frame(at).forEach(i -> rows.add(arguments.get(i)));
    List<RelDataType> types = over.getOperands().stream().map(RexNode::getType).toList();
    return AggregateValues.value(
        new AggregateValues.Call(
            Objects.requireNonNull(over.getAggOperator()),
            over.isDistinct(),
            over.ignoreNulls(),
            over.getType(),
            types,
            types.size(),
            List.of()),
        rows);
  }
}
