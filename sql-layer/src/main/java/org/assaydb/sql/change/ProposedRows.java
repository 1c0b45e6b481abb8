package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.access.StoredTypes;
import org.jspecify.annotations.Nullable;

/** The rows that an INSERT would write, converted and checked, in their order. */
final class ProposedRows {
  private final TableDef table;
  private final List<RowWrite> writes;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  private ProposedRows(TableDef table, List<RowWrite> writes) {
    this.table = table;
    this.writes = writes;
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    for (RowWrite write : writes) {
      rows.add(RowCodec.decode(types, ((RowWrite.Insert) write).values()));
    }
  }

  /** What {@code insert}, which writes to this table alone, proposes. */
  static ProposedRows of(TableDef table, PlannedStatement.WriteSet insert) {
    return new ProposedRows(
        table, insert.writes().stream().flatMap(writes -> writes.rows().stream()).toList());
  }

  /**
   * What deciding on the conflicts of the rows reads; null when that is not known beforehand, as
   * for rows that are read themselves.
   */
  static @Nullable List<ReadSpec> readsOfConflicts(
      TableDef table,
      PlannedStatement.Update insert,
      List<Arbiter> arbiters,
      ExecutionContext context,
      @Nullable Object[] parameters) {
    List<ReadSpec> own = insert.reads(context, parameters);
    if (own == null || !own.isEmpty()) {
      return null;
    }
    ProposedRows proposed = of(table, insert.execute(context, parameters));
    List<ReadSpec> all = new ArrayList<>();
    for (Arbiter arbiter : arbiters) {
      List<ReadSpec> reads = arbiter.reads(proposed, context, parameters);
      if (reads == null) {
        return null;
      }
      all.addAll(reads);
    }
    return all;
  }

  int size() {
    return writes.size();
  }

  RowWrite write(int position) {
    return writes.get(position);
  }

  /** The rows as a {@link org.assaydb.sql.schema.GivenTable} holds them. */
  List<@Nullable Object[]> given() {
    List<@Nullable Object[]> given = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] values = new @Nullable Object[row.length + 1];
      for (int i = 0; i < row.length; i++) {
        values[i] = StoredTypes.toValue(table.columns().get(i).type(), row[i]);
      }
      values[row.length] = (long) given.size();
      given.add(values);
    }
    return given;
  }

  /** What no two rows may have in common under a unique index; null when it allows any number. */
  @Nullable Key key(IndexDef unique, int position) {
    @Nullable Object[] row = rows.get(position);
    if (unique.keyParts().stream().anyMatch(part -> row[part.column()] == null)) {
      return null;
    }
    ByteWriter out = new ByteWriter(32);
    KeyCodec.encodeParts(IndexSchema.of(table, unique), row, out);
    return new Key(out.toBytes());
  }
}
