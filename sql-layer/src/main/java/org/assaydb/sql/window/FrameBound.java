package org.assaydb.sql.window;

import org.assaydb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One end of a frame.
 *
 * @param offset of PRECEDING and FOLLOWING, an expression without columns; else null
 */
public record FrameBound(Kind kind, @Nullable Expression offset) {
  public static final FrameBound UNBOUNDED_PRECEDING =
      new FrameBound(Kind.UNBOUNDED_PRECEDING, null);
  public static final FrameBound CURRENT_ROW = new FrameBound(Kind.CURRENT_ROW, null);
  public static final FrameBound UNBOUNDED_FOLLOWING =
      new FrameBound(Kind.UNBOUNDED_FOLLOWING, null);

  /** Where it lies. */
  public enum Kind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  public static FrameBound preceding(Expression offset) {
    return new FrameBound(Kind.PRECEDING, offset);
  }

  public static FrameBound following(Expression offset) {
    return new FrameBound(Kind.FOLLOWING, offset);
  }

  @Override
  public String toString() {
    String name = kind.name().replace('_', ' ');
    return offset == null ? name : offset + " " + name;
  }
}
