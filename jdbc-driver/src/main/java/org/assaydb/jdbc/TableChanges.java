package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/** Net effect of a transaction on one table: at most one change per row. Not thread safe. */
final class TableChanges {
  /** Own rows without a primary key sort after all committed ones until the ledger numbers them. */
  private static final Version PROVISIONAL = Version.of(Version.MAX_HEIGHT - 1, 0);

  /** One row: where it is committed, where it is now, and what it holds. */
  static final class Row {
    /** Null for a row that this transaction inserts. */
    final @Nullable Key origin;

    /** Null for a row that this transaction deletes. */
    @Nullable Key current;

    byte[] values;

    Row(@Nullable Key origin, @Nullable Key current, byte[] values) {
      this.origin = origin;
      this.current = current;
      this.values = values;
    }
  }

  private final TableDef table;
  private final IndexSchema primary;
  private final List<ColumnType> types;
  private final Map<Key, Row> byCurrent = new LinkedHashMap<>();
  private final Map<Key, Row> byOrigin = new HashMap<>();

  /** Where rows were put and it is not known yet whether a committed one lies there. */
  private final Set<Key> unasked = new HashSet<>();

  private final Set<Key> free = new HashSet<>();
  private int provisionalRows;

  TableChanges(TableDef table) {
    this.table = table;
    this.primary = IndexSchema.of(table, table.primaryIndex());
    this.types = table.columns().stream().map(c -> c.type()).toList();
  }

  TableDef table() {
    return table;
  }

  /** One statement, as a whole: rows may move onto keys that it frees. */
  void apply(List<RowWrite> statement) throws SQLException {
    Map<Key, Row> moving = new HashMap<>();
    for (RowWrite write : statement) {
      if (write instanceof RowWrite.Update update) {
        moving.put(update.key(), take(update.key()));
      } else if (write instanceof RowWrite.Delete delete) {
        delete(take(delete.key()));
      }
    }
    for (RowWrite write : statement) {
      if (write instanceof RowWrite.Insert insert) {
        insert(insert.values());
      } else if (write instanceof RowWrite.Update update) {
        Row row = Objects.requireNonNull(moving.get(update.key()));
        row.values = update.values();
        place(row, table.hasHiddenRowId() ? update.key() : keyOf(update.values()));
      }
    }
  }

  private void delete(Row row) {
    row.current = null;
    if (row.origin != null) {
      byOrigin.put(row.origin, row);
    }
  }

  private void insert(byte[] values) throws SQLException {
    Key key =
        table.hasHiddenRowId() ? KeyCodec.rowId(PROVISIONAL, provisionalRows++) : keyOf(values);
    Row deleted = byOrigin.get(key);
    if (deleted != null && deleted.current == null) {
      deleted.values = values;
      place(deleted, key);
    } else {
      place(new Row(null, null, values), key);
    }
  }

  /** Removes the row that now lies at {@code key} from its place. */
  private Row take(Key key) {
    Row row = byCurrent.remove(key);
    return row != null ? row : new Row(key, key, new byte[0]);
  }

  private void place(Row row, Key key) throws SQLException {
    row.current = key;
    if (row.origin != null) {
      byOrigin.put(row.origin, row);
    }
    if (byCurrent.put(key, row) != null) {
      throw SqlErrors.of(SqlStates.UNIQUE, "two rows of one transaction have the same primary key");
    }
    if (!table.hasHiddenRowId() && !free.contains(key)) {
      unasked.add(key);
    }
  }

  private Key keyOf(byte[] values) {
    return KeyCodec.primaryKey(primary, decode(values));
  }

  @Nullable Object[] decode(byte[] values) {
    return RowCodec.decode(types, values);
  }

  /**
   * Keys, ascending, that rows are put under and no committed row has left, without those that
   * {@linkplain #foundFree were found free}: none may hold a committed row.
   */
  List<Key> newKeys() {
    return unasked.stream()
        .filter(k -> byCurrent.containsKey(k) && !byOrigin.containsKey(k))
        .sorted()
        .toList();
  }

  /** No committed row lies at {@code keys}, all the {@link #newKeys}. */
  void foundFree(List<Key> keys) {
    free.addAll(keys);
    unasked.clear(); // Others are put back when a row is put there again.
  }

  /** All changed rows: committed ones first, then inserted ones in order. */
  Collection<Row> rows() {
    List<Row> rows = new ArrayList<>(byOrigin.values());
    for (Row row : byCurrent.values()) {
      if (row.origin == null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Null when nothing is left to write. */
  @Nullable TableWrites writes() {
    List<RowWrite> writes = new ArrayList<>();
    for (Row row : rows()) {
      if (row.origin == null) {
        writes.add(new RowWrite.Insert(row.values));
      } else if (row.current == null) {
        writes.add(new RowWrite.Delete(row.origin));
      } else {
        writes.add(new RowWrite.Update(row.origin, row.values));
      }
    }
    return writes.isEmpty() ? null : new TableWrites(table.id(), table.schemaVersion(), writes);
  }
}
