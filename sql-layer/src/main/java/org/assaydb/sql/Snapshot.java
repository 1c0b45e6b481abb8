package org.assaydb.sql;

import org.assaydb.sql.PlannedStatement.ExecutionContext;

/**
 * Height at which one table of a statement is read.
 *
 * @param value a height or a time in milliseconds since 1970 UTC, by {@code kind}
 */
record Snapshot(Kind kind, long value) {
  enum Kind {
    CURRENT,
    HEIGHT,
    TIME
  }

  static final Snapshot CURRENT = new Snapshot(Kind.CURRENT, 0);

  long height(ExecutionContext context) {
    long height =
        switch (kind) {
          case CURRENT -> context.snapshotHeight();
          case HEIGHT -> value;
          case TIME -> context.heightAtTime().applyAsLong(value);
        };
    if (height < 0 || height > context.reader().stateHeight()) {
      throw new SqlLayerException(
          SqlStates.OUT_OF_RANGE,
          "snapshot " + height + " is not within 0 and " + context.reader().stateHeight());
    }
    return height;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CURRENT -> "";
      case HEIGHT -> " at height " + value;
      case TIME -> " at time " + value;
    };
  }
}
