package org.assaydb.sql.schema;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.sql.PlannedStatement.ExecutionContext;

/**
 * Which changes of a table FOR SYSTEM_TIME ALL, FROM ... TO and BETWEEN ... AND show: those of the
 * blocks from one height or time to another.
 *
 * @param toExclusive of FROM ... TO
 */
public record HistoryWindow(Snapshot from, Snapshot to, boolean toExclusive) {
  public static final HistoryWindow ALL =
      new HistoryWindow(new Snapshot(Snapshot.Kind.HEIGHT, 0), Snapshot.CURRENT, false);

  /** Columns behind those of the table. */
  static void addColumns(RelDataTypeFactory.Builder builder, RelDataTypeFactory factory) {
    builder.add(PseudoColumn.name(PseudoColumn.HEIGHT), factory.createSqlType(SqlTypeName.BIGINT));
    builder.add(
        PseudoColumn.name(PseudoColumn.TRANSACTION), factory.createSqlType(SqlTypeName.INTEGER));
    builder.add(
        PseudoColumn.name(PseudoColumn.OPERATION), factory.createSqlType(SqlTypeName.VARCHAR, 6));
  }

  /** First and last height; the first is above the last when there is none. */
  public record Heights(long from, long to) {}

  public Heights heights(ExecutionContext context) {
    long last = context.snapshotHeight();
    long first =
        from.kind() == Snapshot.Kind.TIME
            ? context.heightAtTime().applyAsLong(from.value() - 1) + 1
            : from.value();
    long end =
        switch (to.kind()) {
          case CURRENT -> last;
          case HEIGHT -> to.value() - (toExclusive ? 1 : 0);
          case TIME -> context.heightAtTime().applyAsLong(to.value() - (toExclusive ? 1 : 0));
        };
    return new Heights(first, Math.min(end, last));
  }

  @Override
  public String toString() {
    return to.kind() == Snapshot.Kind.CURRENT
        ? " history"
        : " history from" + from + " to" + to + (toExclusive ? " exclusive" : "");
  }
}
