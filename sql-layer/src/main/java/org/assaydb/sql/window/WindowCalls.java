package org.assaydb.sql.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.AggregateCall.Modifiers;
import org.assaydb.sql.aggregate.AggregateCalls;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.ValueType;

/** Calcite's window calls in our terms. */
public final class WindowCalls {
  private WindowCalls() {}

  /**
   * @param over all of its operands, partition and order keys are input references
   * @param result the type of the call
   * @param offsets compiles offsets of bounds, which have no input references
   */
  public static WindowCall of(
      RexOver over, ValueType result, Function<RexNode, Expression> offsets) {
    RexWindow window = over.getWindow();
    Modifiers modifiers = new Modifiers(over.isDistinct(), over.ignoreNulls(), -1, List.of());
    AggregateCall function =
        new AggregateCall(
            AggregateCalls.name(over.getAggOperator().getName()),
            columns(over.getOperands()),
            result,
            modifiers,
            null);
    List<RowOrder.Key> order = new ArrayList<>();
    for (RexFieldCollation key : window.orderKeys) {
      order.add(AggregateCalls.key(column(key.left), key.getDirection(), key.getNullDirection()));
    }
    Frame frame =
        new Frame(
            window.isRows() ? Frame.Unit.ROWS : Frame.Unit.RANGE,
            bound(window.getLowerBound(), offsets),
            bound(window.getUpperBound(), offsets),
            exclusion(window));
    return new WindowCall(function, columns(window.partitionKeys), order, frame);
  }

  private static List<Integer> columns(List<RexNode> nodes) {
    return nodes.stream().map(WindowCalls::column).toList();
  }

  private static int column(RexNode node) {
    if (node instanceof RexInputRef reference) {
      return reference.getIndex();
    }
    throw new IllegalArgumentException("not a column: " + node);
  }

  private static FrameBound bound(RexWindowBound bound, Function<RexNode, Expression> offsets) {
    if (bound.isUnboundedPreceding()) {
      return FrameBound.UNBOUNDED_PRECEDING;
    } else if (bound.isUnboundedFollowing()) {
      return FrameBound.UNBOUNDED_FOLLOWING;
    } else if (bound.isCurrentRow()) {
      return FrameBound.CURRENT_ROW;
    }
    RexNode offset = bound.getOffset();
    if (offset == null) {
      throw new IllegalArgumentException("bound without an offset: " + bound);
    }
    Expression compiled = offsets.apply(offset);
    return bound.isPreceding() ? FrameBound.preceding(compiled) : FrameBound.following(compiled);
  }

  private static Frame.Exclusion exclusion(RexWindow window) {
    return switch (window.getExclude()) {
      case EXCLUDE_NO_OTHER -> Frame.Exclusion.NO_OTHERS;
      case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
      case EXCLUDE_GROUP -> Frame.Exclusion.GROUP;
      case EXCLUDE_TIES -> Frame.Exclusion.TIES;
    };
  }
}
