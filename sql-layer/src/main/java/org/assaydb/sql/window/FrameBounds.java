package org.assaydb.sql.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.window.Frame.Unit;
import org.jspecify.annotations.Nullable;

/** Finds the frames of a window, with offsets evaluated once a run. */
final class FrameBounds {
  private final Frame frame;
  private final List<RowOrder.Key> order;
  private final List<ValueType> types;
  private final @Nullable Object startOffset;
  private final @Nullable Object endOffset;

  FrameBounds(Frame frame, List<RowOrder.Key> order, List<ValueType> types, Evaluation run) {
    this.frame = frame;
    this.order = order;
    this.types = types;
    this.startOffset = offset(frame.start(), run);
    this.endOffset = offset(frame.end(), run);
  }

  private @Nullable Object offset(FrameBound bound, Evaluation run) {
    Expression offset = bound.offset();
    if (offset == null) {
      return null;
    }
    Object value = offset.evaluate(new Batch(1), run).value(0);
    if (value == null) {
      throw new SqlLayerException(SqlStates.NULL_NOT_ALLOWED, "frame offset is NULL");
    }
    boolean negative =
        value instanceof Double number
            ? !(number >= 0)
            : value instanceof BigInteger number ? number.signum() < 0 : (Long) value < 0;
    if (negative) {
      throw invalid("frame offset is negative");
    }
    return frame.unit() == Unit.RANGE ? value : (Object) places(value, offset.type());
  }

  private static SqlLayerException invalid(String message) {
    return new SqlLayerException(SqlStates.INVALID_FRAME_OFFSET, message);
  }

  /** A number of rows or groups, at most what an int holds. */
  private static int places(Object value, ValueType type) {
    BigDecimal number =
        value instanceof BigInteger unscaled
            ? new BigDecimal(unscaled, type.scale())
            : value instanceof Double floating
                ? new BigDecimal(floating.isInfinite() ? Double.MAX_VALUE : floating)
                : BigDecimal.valueOf((Long) value);
    if (number.stripTrailingZeros().scale() > 0) {
      throw invalid("frame offset of rows or groups is no whole number");
    }
    return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
  }

  Frames frames(WindowRows rows) {
    int[] start = bounds(rows, frame.start(), startOffset, false);
    int[] end = bounds(rows, frame.end(), endOffset, true);
    return new Frames(rows, frame.exclusion(), start, end);
  }

  private int[] bounds(WindowRows rows, FrameBound bound, @Nullable Object offset, boolean isEnd) {
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING -> rows.partitionStart;
      case UNBOUNDED_FOLLOWING -> rows.partitionEnd;
      case CURRENT_ROW -> {
        if (frame.unit() == Unit.ROWS) {
          yield shifted(rows, isEnd ? 1 : 0);
        }
        yield isEnd ? rows.peersEnd : rows.peersStart;
      }
      case PRECEDING, FOLLOWING -> {
        boolean preceding = bound.kind() == FrameBound.Kind.PRECEDING;
        if (offset == null || frame.unit() == Unit.RANGE) {
          yield byDistance(rows, bound, offset, isEnd);
        }
        long places = (Integer) offset * (preceding ? -1L : 1L);
        yield frame.unit() == Unit.ROWS
            ? shifted(rows, isEnd ? places + 1 : places)
            : byGroups(rows, places, isEnd);
      }
    };
  }

  private static int[] shifted(WindowRows rows, long places) {
    int[] bounds = new int[rows.size];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] =
          (int) Math.max(rows.partitionStart[i], Math.min(rows.partitionEnd[i], i + places));
    }
    return bounds;
  }

  private static int[] byGroups(WindowRows rows, long places, boolean isEnd) {
    int[] bounds = new int[rows.size];
    int[] starts = new int[rows.size + 1];
    for (int from = 0; from < rows.size; from = rows.partitionEnd[from]) {
      int to = rows.partitionEnd[from];
      int groups = 0;
      for (int i = from; i < to; i = rows.peersEnd[i]) {
        starts[groups++] = i;
      }
      starts[groups] = to;
      int group = 0;
      for (int i = from; i < to; i++) {
        group += i > from && rows.peersStart[i] == i ? 1 : 0;
        long wanted = group + places + (isEnd ? 1 : 0);
        bounds[i] = starts[(int) Math.max(0, Math.min(groups, wanted))];
      }
    }
    return bounds;
  }

  /** RANGE: rows whose key lies within a distance; NULLs are near NULLs only. */
  private int[] byDistance(
      WindowRows rows, FrameBound bound, @Nullable Object offset, boolean isEnd) {
    if (order.size() != 1 || offset == null || bound.offset() == null) {
      throw new SqlLayerException(
          SqlStates.WINDOWING, "RANGE with an offset needs exactly one column in ORDER BY");
    }
    RowOrder.Key key = order.get(0);
    boolean preceding = bound.kind() == FrameBound.Kind.PRECEDING;
    RangeDistance distance =
        RangeDistance.of(
            rows.batch.column(key.column()),
            types.get(key.column()),
            offset,
            bound.offset().type(),
            preceding == key.descending());
    int[] bounds = Arrays.copyOf(isEnd ? rows.peersEnd : rows.peersStart, rows.size);
    for (int from = 0; from < rows.size; from = rows.partitionEnd[from]) {
      rows.interruptCheck.run();
      int first = from;
      int past = rows.partitionEnd[from];
      while (first < past && rows.batch.column(key.column()).isNull(first)) {
        first = rows.peersEnd[first];
      }
      while (past > first && rows.batch.column(key.column()).isNull(past - 1)) {
        past = rows.peersStart[past - 1];
      }
      int at = first;
      for (int i = first; i < past; i++) {
        // Later rows have later bounds: one walk for all rows of a partition.
        while (at < past && isBefore(distance, at, i, key.descending(), isEnd)) {
          at++;
        }
        bounds[i] = at;
      }
    }
    return bounds;
  }

  /** Whether a row lies before the bound of another row. */
  private static boolean isBefore(
      RangeDistance distance, int row, int of, boolean descending, boolean isEnd) {
    int side = distance.side(row, of);
    side = descending ? -side : side;
    return isEnd ? side <= 0 : side < 0;
  }
}
