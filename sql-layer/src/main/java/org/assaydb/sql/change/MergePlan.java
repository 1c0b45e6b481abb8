package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.syntax.MergeStatement.Action;
import org.assaydb.sql.types.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * MERGE: each row of a query says which clause is for it.
 *
 * @param source gives the key of the target's row, the number of the clause (-1 for none), and the
 *     values of all clauses
 */
record MergePlan(
    TableDef table, CompiledQuery source, List<Clause> clauses, List<ColumnType> parameterTypes)
    implements ReadingChange {
  /** Field of the number of the clause. */
  static final int CLAUSE = 1;

  /**
   * A WHEN clause.
   *
   * @param values sources of all columns of the row; empty when it writes none
   */
  record Clause(Action action, List<ValueSource> values) {}

  MergePlan {
    clauses = List.copyOf(clauses);
  }

  @Override
  public Set<Integer> assignedParameters() {
    return ValueSource.parameters(sources());
  }

  private List<ValueSource> sources() {
    return clauses.stream().flatMap(clause -> clause.values().stream()).toList();
  }

  @Override
  public List<CompiledQuery> queries() {
    return List.of(source);
  }

  @Override
  public @Nullable List<ReadSpec> reads(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    return source.allReads(context, ChangePlan.unassigned(parameters, sources()), List.of());
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    Set<Key> changed = new HashSet<>();
    List<RowWrite> writes = new ArrayList<>();
    try (RowIterator rows = source.execute(context, ChangePlan.unassigned(parameters, sources()))) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        int number = ((Number) Objects.requireNonNull(row[CLAUSE])).intValue();
        Clause clause = number < 0 ? null : clauses.get(number);
        if (clause == null || clause.action() == Action.NOTHING) {
          continue;
        }
        byte[] values =
            clause.action() == Action.DELETE
                ? new byte[0]
                : ChangePlan.encode(
                    types, ChangePlan.values(table, clause.values(), row, parameters));
        writes.add(
            clause.action() == Action.INSERT
                ? new RowWrite.Insert(values)
                : changed(clause.action(), row, values, changed));
      }
    }
    return ChangePlan.writeSet(table, writes);
  }

  private static RowWrite changed(
      Action action, @Nullable Object[] row, byte[] values, Set<Key> changed) {
    Key key = new Key((byte[]) Objects.requireNonNull(row[TargetQuery.KEY]));
    if (!changed.add(key)) {
      throw new SqlLayerException(SqlStates.CARDINALITY, "MERGE cannot change a row a second time");
    }
    return action == Action.DELETE ? new RowWrite.Delete(key) : new RowWrite.Update(key, values);
  }
}
