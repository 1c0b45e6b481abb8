package org.assaydb.engine.replica.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.RowEntries.IndexEntry;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * The row writes of one transaction: decoded, checked, and turned into one net entry per index and
 * key. Constraints hold for the state after all rows of the transaction, so that a statement may
 * move keys around among its rows. Nothing reaches the block before the caller takes the entries.
 */
final class RowChanges {
  private final Version version;
  private final Map<IndexId, List<Entry>> entries = new HashMap<>();

  /** Keys that leave UNIQUE indexes. */
  private final Map<IndexId, Set<Key>> released = new HashMap<>();

  private int nextOrdinal;
  private long inserted;
  private long updated;
  private long deleted;

  RowChanges(Version version) {
    this.version = version;
  }

  Map<IndexId, List<Entry>> entries() {
    return entries;
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long deleted() {
    return deleted;
  }

  /** Applies all writes to one table; a table comes at most once per transaction. */
  void write(OpenTable table, TableWrites writes) throws Abort {
    Map<Key, RowImage> before = new HashMap<>();
    Map<Key, RowImage> after = new LinkedHashMap<>(writes.rows().size() * 2);
    for (RowWrite write : writes.rows()) {
      if (write instanceof RowWrite.Insert insert) {
        put(table, after, values(table, insert.values()), null);
        inserted++;
      } else if (write instanceof RowWrite.Update update) {
        remove(table, before, update.key());
        put(table, after, values(table, update.values()), update.key());
        updated++;
      } else if (write instanceof RowWrite.Delete delete) {
        remove(table, before, delete.key());
        deleted++;
      }
    }
    derive(table, before, after);
  }

  private static void remove(OpenTable table, Map<Key, RowImage> before, Key key) throws Abort {
    RowImage row = table.row(key);
    if (row == null) {
      throw new Abort(
          SqlStates.CONFLICT, "a row to change in " + table.definition().name() + " is gone");
    }
    if (before.put(key, row) != null) {
      throw new Abort(
          SqlStates.BAD_VALUES, "a row of " + table.definition().name() + " is changed twice");
    }
  }

  private static @Nullable Object[] values(OpenTable table, byte[] bytes) throws Abort {
    @Nullable Object[] row;
    try {
      List<ColumnType> types = table.primarySchema().valueTypes();
      row = RowCodec.decode(types, bytes);
    } catch (VerificationException e) {
      boolean limit = e.reason() == RejectReason.LIMIT_EXCEEDED;
      throw new Abort(
          limit ? SqlStates.LIMIT : SqlStates.BAD_VALUES, String.valueOf(e.getMessage()));
    }
    table.checkNotNull(row);
    return row;
  }

  /**
   * @param oldKey of the row that is updated, null for an insertion
   */
  private void put(
      OpenTable table, Map<Key, RowImage> after, @Nullable Object[] row, @Nullable Key oldKey)
      throws Abort {
    Key key;
    if (!table.definition().hasHiddenRowId()) {
      try {
        key = KeyCodec.primaryKey(table.primarySchema(), row);
      } catch (VerificationException e) {
        throw new Abort(SqlStates.LIMIT, String.valueOf(e.getMessage()));
      }
    } else {
      key = oldKey == null ? KeyCodec.rowId(version, nextOrdinal++) : oldKey;
    }
    if (after.put(key, new RowImage(key, row)) != null) {
      throw duplicate(table, table.definition().primaryIndex());
    }
  }

  private void derive(OpenTable table, Map<Key, RowImage> before, Map<Key, RowImage> after)
      throws Abort {
    Map<Key, Key> newHolders = new HashMap<>();
    List<UniqueCheck> checks = new ArrayList<>();
    try {
      for (RowImage row : after.values()) {
        RowImage old = before.remove(row.key());
        if (old == null
            && !table.definition().hasHiddenRowId()
            && table.primary().live(row.key()) != null) {
          throw duplicate(table, table.definition().primaryIndex());
        }
        collect(table, old, row, checks);
      }
      for (RowImage old : before.values()) {
        collect(table, old, null, checks);
      }
    } catch (VerificationException e) {
      throw new Abort(SqlStates.LIMIT, String.valueOf(e.getMessage()));
    }
    for (UniqueCheck check : checks) {
      checkUnique(table, check, newHolders);
    }
  }

  /** A new key in a UNIQUE index. */
  private record UniqueCheck(IndexDef index, Key key) {}

  private void collect(
      OpenTable table, @Nullable RowImage old, @Nullable RowImage row, List<UniqueCheck> checks) {
    for (IndexEntry derived : table.rowEntries().derive(old, row, version)) {
      Entry entry = derived.entry();
      entries.computeIfAbsent(derived.index(), id -> new ArrayList<>()).add(entry);
      if (!table.index(derived.index()).unique()) {
        continue;
      }
      if (entry.kind() == EntryKind.DELETE) {
        released.computeIfAbsent(derived.index(), id -> new HashSet<>()).add(entry.key());
      } else if (entry.kind() == EntryKind.INSERT && row != null) {
        IndexDef index = definition(table, derived.index());
        if (index.keyParts().stream().allMatch(p -> row.columns()[p.column()] != null)) {
          checks.add(new UniqueCheck(index, entry.key()));
        }
      }
    }
  }

  private static IndexDef definition(OpenTable table, IndexId id) {
    return table.definition().indexes().stream()
        .filter(i -> i.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void checkUnique(OpenTable table, UniqueCheck check, Map<Key, Key> newHolders)
      throws Abort {
    IndexOverlay overlay = table.index(check.index().id());
    Key parts = overlay.parts(check.key());
    Key held = overlay.holder(parts);
    if (held != null && !released.getOrDefault(check.index().id(), Set.of()).contains(held)) {
      throw duplicate(table, check.index());
    }
    Key tagged =
        new Key(
            new org.assaydb.proofs.codec.ByteWriter()
                .varint(check.index().id().value())
                .raw(parts.bytes())
                .toBytes());
    if (newHolders.put(tagged, check.key()) != null) {
      throw duplicate(table, check.index());
    }
  }

  private static Abort duplicate(OpenTable table, IndexDef index) {
    return new Abort(
        SqlStates.UNIQUE,
        "a row with the same key exists in "
            + table.definition().name()
            + " ("
            + index.name()
            + ")");
  }
}
