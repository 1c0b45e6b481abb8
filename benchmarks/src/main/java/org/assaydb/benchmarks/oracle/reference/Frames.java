package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.jspecify.annotations.Nullable;

/** The rows of one partition that a row's frame holds. */
final class Frames {
  private final RexWindow window;
  private final List<@Nullable Object[]> keys;
  private final Scope scope;

  /**
   * @param keys the order keys of the rows, in their order
   */
  Frames(RexWindow window, List<@Nullable Object[]> keys, Scope scope) {
    this.window = window;
    this.keys = keys;
    this.scope = scope;
  }

  boolean peers(int a, int b) {
    return Windows.compare(window.orderKeys, keys.get(a), keys.get(b)) == 0;
  }

  /** Positions in the partition, ascending. */
  List<Integer> frame(int at) {
    int first = keys.size();
    for (int i = keys.size() - 1; i >= 0 && !isBefore(i, at, window.getLowerBound()); i--) {
      first = i;
    }
    int end = 0;
    for (int i = 0; i < keys.size() && !isAfter(i, at, window.getUpperBound()); i++) {
      end = i + 1;
    }
    List<Integer> frame = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (!excluded(i, at)) {
        frame.add(i);
      }
    }
    return frame;
  }

  private boolean excluded(int i, int at) {
    return switch (window.getExclude()) {
      case EXCLUDE_NO_OTHER -> false;
      case EXCLUDE_CURRENT_ROW -> i == at;
      case EXCLUDE_GROUP -> peers(i, at);
      case EXCLUDE_TIES -> i != at && peers(i, at);
    };
  }

  /** Whether row {@code i} lies before the lower bound of the frame of row {@code at}. */
  private boolean isBefore(int i, int at, RexWindowBound bound) {
    return !bound.isUnboundedPreceding() && position(i, at, bound) < 0;
  }

  private boolean isAfter(int i, int at, RexWindowBound bound) {
    return !bound.isUnboundedFollowing() && position(i, at, bound) > 0;
  }

  /** Negative, zero or positive as row {@code i} lies before, at or after a bound. */
  private int position(int i, int at, RexWindowBound bound) {
    if (bound.isUnboundedPreceding()) {
      return 1;
    } else if (bound.isUnboundedFollowing()) {
      return -1;
    } else if (window.isRows()) {
      return BigDecimal.valueOf(i).compareTo(BigDecimal.valueOf(at).add(rows(bound)));
    } else if (bound.isCurrentRow()) {
      return peers(i, at) ? 0 : Integer.compare(i, at);
    }
    if (window.orderKeys.size() != 1) {
      throw new UnknownConstructException("RANGE with an offset over several keys");
    }
    Object offset = offset(bound);
    RexFieldCollation order = window.orderKeys.get(0);
    Object key = keys.get(i)[0];
    Object current = keys.get(at)[0];
    if (current == null) {
      return key == null ? 0 : Integer.compare(i, at);
    }
    boolean descending = order.getDirection().isDescending();
    boolean subtract = bound.isPreceding() != descending;
    Object limit = Arithmetic.shifted(current, subtract ? Intervals.negated(offset) : offset);
    return ValueOrder.compareNulls(key, limit, descending, Windows.nullsFirst(order));
  }

  private BigDecimal rows(RexWindowBound bound) {
    if (bound.isCurrentRow()) {
      return BigDecimal.ZERO;
    }
    BigDecimal count = (BigDecimal) offset(bound);
    return bound.isPreceding() ? count.negate() : count;
  }

  private Object offset(RexWindowBound bound) {
    if (bound.getOffset() == null) {
      throw new UnknownConstructException("frame bound " + bound);
    }
    Object value = Scalars.value(bound.getOffset(), new @Nullable Object[0], scope);
    boolean negative =
        value instanceof BigDecimal number && number.signum() < 0
            || value instanceof Double real && !(real >= 0)
            || value instanceof Period months && months.toTotalMonths() < 0
            || value instanceof Duration time && time.isNegative();
    if (value == null || negative) {
      throw new ReferenceException("22013", "a frame's offset is neither NULL nor negative");
    }
    return value;
  }
}
