package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.types.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... ON CONFLICT DO UPDATE: rows that conflict with one that is there change that one.
 *
 * @param affectedField field of the arbiter's rows that says whether its WHERE holds, -1 without
 * @param values sources of all columns of a changed row
 */
record UpsertPlan(
    TableDef table,
    PlannedStatement.Update insert,
    Arbiter arbiter,
    int affectedField,
    List<ValueSource> values,
    List<ColumnType> parameterTypes)
    implements ReadingChange {
  UpsertPlan {
    values = List.copyOf(values);
  }

  @Override
  public Set<Integer> assignedParameters() {
    Set<Integer> assigned = new HashSet<>(insert.assignedParameters());
    assigned.addAll(ValueSource.parameters(values));
    return assigned;
  }

  @Override
  public List<CompiledQuery> queries() {
    return List.of(arbiter.query());
  }

  @Override
  public @Nullable List<ReadSpec> reads(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    return ProposedRows.readsOfConflicts(table, insert, List.of(arbiter), context, parameters);
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    ProposedRows proposed = ProposedRows.of(table, insert.execute(context, parameters));
    Map<Integer, @Nullable Object[]> conflicts = arbiter.conflicts(proposed, context, parameters);
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    Set<Key> inserted = new HashSet<>();
    Set<Key> updated = new HashSet<>();
    List<RowWrite> writes = new ArrayList<>();
    for (int i = 0; i < proposed.size(); i++) {
      @Nullable Object[] existing = conflicts.get(i);
      if (existing == null) {
        Key key = proposed.key(arbiter.index(), i);
        checkFirst(key == null || inserted.add(key));
        writes.add(proposed.write(i));
      } else if (affectedField < 0 || Boolean.TRUE.equals(existing[affectedField])) {
        Key key = new Key((byte[]) Objects.requireNonNull(existing[TargetQuery.KEY]));
        checkFirst(updated.add(key));
        @Nullable Object[] row = ChangePlan.values(table, values, existing, parameters);
        writes.add(new RowWrite.Update(key, ChangePlan.encode(types, row)));
      }
    }
    return ChangePlan.writeSet(table, writes);
  }

  private static void checkFirst(boolean first) {
    if (!first) {
      throw new SqlLayerException(
          SqlStates.CARDINALITY, "ON CONFLICT DO UPDATE cannot change a row a second time");
    }
  }
}
