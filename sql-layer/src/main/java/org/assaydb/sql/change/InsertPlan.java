package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.types.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... VALUES.
 *
 * @param expressions one row with all values that are neither literals nor parameters; null when
 *     there are none, which is the fast path: no generated code runs
 */
record InsertPlan(
    TableDef table,
    List<List<ValueSource>> rows,
    @Nullable CompiledQuery expressions,
    List<ColumnType> parameterTypes)
    implements PlannedStatement.Update {

  @Override
  public Set<Integer> assignedParameters() {
    Set<Integer> assigned = new HashSet<>();
    rows.forEach(row -> assigned.addAll(ValueSource.parameters(row)));
    return assigned;
  }

  @Override
  public @Nullable List<ReadSpec> reads(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    return expressions == null
        ? List.of()
        : expressions.allReads(context, ChangePlan.unassigned(parameters, assigned()), List.of());
  }

  private List<ValueSource> assigned() {
    return rows.stream().flatMap(List::stream).toList();
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    @Nullable Object[] computed =
        ChangePlan.computed(expressions, context, ChangePlan.unassigned(parameters, assigned()));
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    List<RowWrite> writes = new ArrayList<>(rows.size());
    for (List<ValueSource> sources : rows) {
      writes.add(
          new RowWrite.Insert(
              ChangePlan.encode(types, ChangePlan.values(table, sources, computed, parameters))));
    }
    return ChangePlan.writeSet(table, writes);
  }
}
