package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.types.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... SELECT, UPDATE or DELETE: a query yields rows, each becomes one write. Rows with the
 * key of an earlier one (a target row that several rows of other tables match) must say the same.
 *
 * @param keyField field of the row key in the source's rows, -1 for INSERT
 * @param values source of every table column in order; empty for DELETE
 * @param defaults one row of computed DEFAULTs, whose fields follow those of the source; null for
 *     none
 */
public record ChangePlan(
    TableDef table,
    CompiledQuery source,
    int keyField,
    List<ValueSource> values,
    @Nullable CompiledQuery defaults,
    List<ColumnType> parameterTypes)
    implements ReadingChange {
  private static final byte[] NO_ROW = {};

  @Override
  public Set<Integer> assignedParameters() {
    return ValueSource.parameters(values);
  }

  @Override
  public List<CompiledQuery> queries() {
    return List.of(source);
  }

  @Override
  public @Nullable List<ReadSpec> reads(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    return defaults == null
        ? source.allReads(context, unassigned(parameters, values), List.of())
        : null;
  }

  @Override
  public WriteSet execute(ExecutionContext context, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    List<RowWrite> writes = new ArrayList<>();
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    Map<Key, byte[]> seen = new HashMap<>();
    @Nullable Object[] computed = computed(defaults, context, parameters);
    try (RowIterator rows = source.execute(context, unassigned(parameters, values))) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (keyField < 0) {
          @Nullable Object[] all = joined(row, computed);
          writes.add(new RowWrite.Insert(encoded(types, all, parameters)));
          continue;
        }
        Key key = new Key((byte[]) Objects.requireNonNull(row[keyField]));
        byte[] now = values.isEmpty() ? NO_ROW : encoded(types, row, parameters);
        byte[] before = seen.putIfAbsent(key, now);
        if (before == null) {
          writes.add(values.isEmpty() ? new RowWrite.Delete(key) : new RowWrite.Update(key, now));
        } else if (!Arrays.equals(before, now)) {
          throw new SqlLayerException(
              SqlStates.CARDINALITY,
              "UPDATE ... FROM finds several rows with different values for one row of "
                  + table.name());
        }
      }
    }
    return writeSet(table, writes);
  }

  private static @Nullable Object[] joined(@Nullable Object[] row, @Nullable Object[] more) {
    @Nullable Object[] all = Arrays.copyOf(row, row.length + more.length);
    System.arraycopy(more, 0, all, row.length, more.length);
    return all;
  }

  /** The only row of {@code query}, which reads no table; empty without a query. */
  static @Nullable Object[] computed(
      @Nullable CompiledQuery query, ExecutionContext context, @Nullable Object[] parameters) {
    if (query == null) {
      return new @Nullable Object[0];
    }
    try (RowIterator iterator = query.execute(context, parameters)) {
      @Nullable Object[] row = iterator.next();
      return row == null ? new @Nullable Object[0] : row;
    }
  }

  /** Parameters of the query alone: it knows no type for those that are assigned directly. */
  static @Nullable Object[] unassigned(
      @Nullable Object[] parameters, List<ValueSource> assignments) {
    @Nullable Object[] rest = parameters.clone();
    for (ValueSource source : assignments) {
      if (source instanceof ValueSource.Parameter parameter) {
        rest[parameter.index()] = null;
      }
    }
    return rest;
  }

  private byte[] encoded(
      List<ColumnType> types, @Nullable Object[] row, @Nullable Object[] parameters) {
    return encode(types, values(table, values, row, parameters));
  }

  /** One row, unless it is longer than a replica takes. */
  static byte[] encode(List<ColumnType> types, @Nullable Object[] values) {
    byte[] row = RowCodec.encode(types, values);
    if (row.length > RowCodec.MAX_BYTES) {
      throw new SqlLayerException(
          SqlStates.LIMIT, "row of " + row.length + " bytes exceeds " + RowCodec.MAX_BYTES);
    }
    return row;
  }

  /** Values of all columns, converted and checked. */
  static @Nullable Object[] values(
      TableDef table,
      List<ValueSource> sources,
      @Nullable Object[] row,
      @Nullable Object[] parameters) {
    @Nullable Object[] out = new @Nullable Object[sources.size()];
    for (int i = 0; i < out.length; i++) {
      Column column = table.columns().get(i);
      ValueSource source = sources.get(i);
      if (source instanceof ValueSource.Constant constant && constant.value() != null) {
        out[i] = constant.value();
      } else if (source instanceof ValueSource.Parameter parameter) {
        out[i] = Assignment.convert(table, column, column.type(), parameters[parameter.index()]);
      } else if (source instanceof ValueSource.Field field) {
        out[i] = Assignment.convert(table, column, field.type(), row[field.index()]);
      } else {
        out[i] = Assignment.convert(table, column, column.type(), null);
      }
    }
    return out;
  }

  static WriteSet writeSet(TableDef table, List<RowWrite> writes) {
    return writes.isEmpty()
        ? new WriteSet(List.of(), 0)
        : new WriteSet(
            List.of(new TableWrites(table.id(), table.schemaVersion(), writes)), writes.size());
  }
}
