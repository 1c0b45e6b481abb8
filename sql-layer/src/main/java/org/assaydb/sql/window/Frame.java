package org.assaydb.sql.window;

/** Which rows of the partition a function sees for each row. Without ORDER BY all are peers. */
public record Frame(Unit unit, FrameBound start, FrameBound end, Exclusion exclusion) {
  /** The standard's frame when none is written. */
  public static final Frame DEFAULT =
      new Frame(
          Unit.RANGE, FrameBound.UNBOUNDED_PRECEDING, FrameBound.CURRENT_ROW, Exclusion.NO_OTHERS);

  /** What bounds count. */
  public enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /** What is taken out of the frame again. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  @Override
  public String toString() {
    String excluded =
        exclusion == Exclusion.NO_OTHERS ? "" : " EXCLUDE " + exclusion.name().replace('_', ' ');
    return unit + " BETWEEN " + start + " AND " + end + excluded;
  }
}
