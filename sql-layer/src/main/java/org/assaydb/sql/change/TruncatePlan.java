package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.execution.CompiledQuery;
import org.jspecify.annotations.Nullable;

/**
 * TRUNCATE: all rows of some tables are deleted, none is counted.
 *
 * @param deletions one a table
 */
record TruncatePlan(List<ChangePlan> deletions) implements ReadingChange {
  TruncatePlan {
    deletions = List.copyOf(deletions);
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return List.of();
  }

  @Override
  public Set<Integer> assignedParameters() {
    return Set.of();
  }

  @Override
  public List<CompiledQuery> queries() {
    return deletions.stream().map(ChangePlan::source).toList();
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    List<TableWrites> writes = new ArrayList<>();
    for (ChangePlan deletion : deletions) {
      writes.addAll(deletion.execute(context, parameters).writes());
    }
    return new WriteSet(writes, 0);
  }
}
