package org.assaydb.sql.schema;

import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlLayerException;

/**
 * Height at which one table of a statement is read.
 *
 * @param value a height or a time in milliseconds since 1970 UTC, by {@code kind}
 */
public record Snapshot(Kind kind, long value) {
  public enum Kind {
    CURRENT,
    HEIGHT,
    TIME
  }

  public static final Snapshot CURRENT = new Snapshot(Kind.CURRENT, 0);

  /**
   * Whether the snapshot is known, before anything is read, not to lie before a height. What height
   * a time stands for is not: then only what is as old as the table is surely there.
   */
  boolean isSurelyAtOrAfter(long height, TableDef table) {
    return switch (kind) {
      case CURRENT -> true;
      case HEIGHT -> value >= height;
      case TIME -> height <= table.validFrom();
    };
  }

  /** What the snapshot is read from: own uncommitted writes have no height to be read at. */
  public IndexReader reader(ExecutionContext context) {
    return kind == Kind.CURRENT ? context.reader() : context.committed();
  }

  /** The height at which to read a table, which existed then. */
  public long height(ExecutionContext context, TableDef table) {
    long height = height(context);
    if (height < table.validFrom()) {
      throw new SqlLayerException(
          SqlStates.UNKNOWN_TABLE,
          "table "
              + table.name()
              + " did not exist at height "
              + height
              + ": it was created at height "
              + table.validFrom());
    }
    return height;
  }

  private long height(ExecutionContext context) {
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
