package org.assaydb.sql.execution;

import java.util.List;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.PlannedStatement.RowIterator;
import org.assaydb.sql.access.StoredTypes;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Rows of a run as they leave the engine, one at a time. */
final class ResultRows implements RowIterator {
  private final RowSource source;
  private final Workspace workspace;
  private final ColumnType[] types;
  private Batch batch = new Batch(0);
  private int row;

  ResultRows(RowSource source, List<ResultColumn> columns, Workspace workspace) {
    this.source = source;
    this.workspace = workspace;
    types = columns.stream().map(ResultColumn::type).toArray(ColumnType[]::new);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    try {
      if (row == batch.rows()) {
        Batch next = source.next();
        if (next == null) {
          close();
          return null;
        }
        batch = next;
        row = 0;
      }
      @Nullable Object[] values = new @Nullable Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = StoredTypes.toStored(types[i], batch.column(i).value(row));
      }
      row++;
      return values;
    } catch (RuntimeException | Error e) {
      close();
      throw RunErrors.of(e);
    }
  }

  @Override
  public void close() {
    batch = new Batch(0);
    row = 0;
    source.close();
    workspace.close();
  }
}
