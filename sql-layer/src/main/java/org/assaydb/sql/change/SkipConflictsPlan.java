package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.execution.CompiledQuery;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... ON CONFLICT DO NOTHING: rows that conflict with one that is there, or with one that
 * the statement has inserted, are left out.
 */
record SkipConflictsPlan(TableDef table, PlannedStatement.Update insert, List<Arbiter> arbiters)
    implements ReadingChange {
  SkipConflictsPlan {
    arbiters = List.copyOf(arbiters);
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return insert.parameterTypes();
  }

  @Override
  public Set<Integer> assignedParameters() {
    return insert.assignedParameters();
  }

  @Override
  public List<CompiledQuery> queries() {
    return arbiters.stream().map(Arbiter::query).toList();
  }

  @Override
  public @Nullable List<ReadSpec> reads(ExecutionContext context, @Nullable Object[] parameters) {
    return ProposedRows.readsOfConflicts(table, insert, arbiters, context, parameters);
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    ProposedRows proposed = ProposedRows.of(table, insert.execute(context, parameters));
    Set<Integer> left = new HashSet<>();
    for (Arbiter arbiter : arbiters) {
      left.addAll(arbiter.conflicts(proposed, context, parameters).keySet());
    }
    List<Set<Key>> taken = new ArrayList<>();
    arbiters.forEach(arbiter -> taken.add(new HashSet<>()));
    List<RowWrite> writes = new ArrayList<>();
    for (int i = 0; i < proposed.size(); i++) {
      if (!left.contains(i) && isFree(proposed, i, taken)) {
        take(proposed, i, taken);
        writes.add(proposed.write(i));
      }
    }
    return ChangePlan.writeSet(table, writes);
  }

  private boolean isFree(ProposedRows proposed, int position, List<Set<Key>> taken) {
    for (int a = 0; a < arbiters.size(); a++) {
      Key key = proposed.key(arbiters.get(a).index(), position);
      if (key != null && taken.get(a).contains(key)) {
        return false;
      }
    }
    return true;
  }

  private void take(ProposedRows proposed, int position, List<Set<Key>> taken) {
    for (int a = 0; a < arbiters.size(); a++) {
      Key key = proposed.key(arbiters.get(a).index(), position);
      if (key != null) {
        taken.get(a).add(key);
      }
    }
  }
}
