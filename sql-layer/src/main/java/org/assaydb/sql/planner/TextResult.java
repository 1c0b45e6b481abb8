package org.assaydb.sql.planner;

import java.util.Iterator;
import java.util.List;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.jspecify.annotations.Nullable;

/** Lines of text as rows: EXPLAIN. */
record TextResult(String label, List<String> lines) implements PlannedStatement.Query {
  public TextResult {
    lines = List.copyOf(lines);
  }

  @Override
  public List<ResultColumn> columns() {
    ColumnType type = ColumnType.of(ColumnType.Kind.VARCHAR, ColumnType.MAX_LENGTH);
    return List.of(new ResultColumn(label, type, false, "", ""));
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return List.of();
  }

  @Override
  public RowIterator execute(ExecutionContext context, @Nullable Object[] parameters) {
    Iterator<String> left = lines.iterator();
    return () -> left.hasNext() ? new @Nullable Object[] {left.next()} : null;
  }
}
