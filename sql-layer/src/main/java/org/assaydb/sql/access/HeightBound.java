package org.assaydb.sql.access;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.schema.PseudoColumn;
import org.jspecify.annotations.Nullable;

/**
 * One condition on {@code _HEIGHT}.
 *
 * @param kind a comparison, the column on its left
 */
public record HeightBound(SqlKind kind, Operand operand, String text) {
  /** First and last height; the first is above the last when there is none. */
  public record Window(long from, long to) {
    public static final Window ALL = new Window(0, Long.MAX_VALUE);

    public boolean isEmpty() {
      return from > to;
    }
  }

  /**
   * The bounds among conditions that must all hold.
   *
   * @param columns table ordinal or {@link PseudoColumn} of each field
   */
  public static List<HeightBound> of(
      List<RexNode> conjuncts, List<Integer> columns, RexBuilder builder) {
    List<HeightBound> bounds = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      RexNode expanded = RexUtil.expandSearch(builder, null, conjunct);
      for (RexNode part : RelOptUtil.conjunctions(expanded)) {
        HeightBound bound = bound(part, columns);
        if (bound != null) {
          bounds.add(bound);
        }
      }
    }
    return bounds;
  }

  private static @Nullable HeightBound bound(RexNode node, List<Integer> columns) {
    if (!(node instanceof RexCall call) || !SqlKind.COMPARISON.contains(call.getKind())) {
      return null;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    boolean reversed = isHeight(right, columns);
    if (call.getKind() == SqlKind.NOT_EQUALS || (!reversed && !isHeight(left, columns))) {
      return null;
    }
    Operand operand = Operand.of(reversed ? left : right);
    SqlKind kind = reversed ? call.getKind().reverse() : call.getKind();
    String text = "_HEIGHT " + kind.sql + " " + (reversed ? left : right);
    return operand == null ? null : new HeightBound(kind, operand, text);
  }

  private static boolean isHeight(RexNode node, List<Integer> columns) {
    return node instanceof RexInputRef ref && columns.get(ref.getIndex()) == PseudoColumn.HEIGHT;
  }

  /** The heights that satisfy all bounds. */
  public static Window window(List<HeightBound> bounds, Evaluation evaluation) {
    Window window = Window.ALL;
    for (HeightBound bound : bounds) {
      window = bound.within(window, bound.operand.value(evaluation));
    }
    return window;
  }

  private Window within(Window window, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      // A comparison with NULL is never true.
      return value == null ? new Window(1, 0) : window;
    }
    BigDecimal limit = new BigDecimal(number.toString());
    long floor = clamped(limit.setScale(0, RoundingMode.FLOOR));
    long ceiling = clamped(limit.setScale(0, RoundingMode.CEILING));
    return switch (kind) {
      case EQUALS -> new Window(Math.max(window.from, ceiling), Math.min(window.to, floor));
      case GREATER_THAN_OR_EQUAL -> new Window(Math.max(window.from, ceiling), window.to);
      case GREATER_THAN -> new Window(Math.max(window.from, floor + 1), window.to);
      case LESS_THAN_OR_EQUAL -> new Window(window.from, Math.min(window.to, floor));
      case LESS_THAN -> new Window(window.from, Math.min(window.to, ceiling - 1));
      default -> window;
    };
  }

  /** Far from the ends of a long, beyond all heights. */
  private static long clamped(BigDecimal height) {
    BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE / 2);
    return height.min(most).max(BigDecimal.valueOf(-1)).longValue();
  }
}
