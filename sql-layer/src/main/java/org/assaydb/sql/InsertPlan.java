package org.assaydb.sql;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
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
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    if (parameters.length < parameterTypes.size()) {
      throw new SqlLayerException(
          SqlStates.PARAMETER_COUNT,
          parameterTypes.size() + " parameters expected, " + parameters.length + " given");
    }
    @Nullable Object[] computed = new @Nullable Object[0];
    if (expressions != null) {
      try (RowIterator iterator = expressions.execute(context, parameters)) {
        @Nullable Object[] row = iterator.next();
        computed = row == null ? computed : row;
      }
    }
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    List<RowWrite> writes = new ArrayList<>(rows.size());
    for (List<ValueSource> sources : rows) {
      writes.add(
          new RowWrite.Insert(
              RowCodec.encode(types, ChangePlan.values(table, sources, computed, parameters))));
    }
    return ChangePlan.writeSet(table, writes);
  }
}
