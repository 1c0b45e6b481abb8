package org.assaydb.proofs.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * The entries that a change of one row leaves in every index of its table. Replicas derive them
 * when they apply a transaction, the driver when it reads its own uncommitted writes.
 */
public final class RowEntries {
  /** One entry for one index. */
  public record IndexEntry(IndexId index, Entry entry) {}

  /**
   * One version of a row.
   *
   * @param key in the primary index
   * @param columns all table columns in order
   */
  public record RowImage(Key key, @Nullable Object[] columns) {}

  private static final byte[] NONE = {};

  private final List<IndexSchema> indexes;
  private final ByteWriter scratch = new ByteWriter(256);

  public RowEntries(TableDef table) {
    List<IndexSchema> schemas = new ArrayList<>();
    for (IndexDef index : table.indexes()) {
      schemas.add(IndexSchema.of(table, index));
    }
    indexes = List.copyOf(schemas);
  }

  /**
   * Entries for the step from {@code before} to {@code after}; null stands for "no row". An index
   * whose key and values do not change gets no entry. A key that moves gets a DELETE at the old
   * place and an INSERT at the new one.
   */
  public List<IndexEntry> derive(
      @Nullable RowImage before, @Nullable RowImage after, Version version) {
    List<IndexEntry> out = new ArrayList<>(indexes.size());
    for (IndexSchema index : indexes) {
      Key oldKey = before == null ? null : keyIn(index, before);
      Key newKey = after == null ? null : keyIn(index, after);
      if (oldKey != null && !oldKey.equals(newKey)) {
        out.add(entry(index, oldKey, version, EntryKind.DELETE, deltas(index, before, null), NONE));
      }
      if (newKey == null || after == null) {
        continue;
      }
      byte[] values = values(index, after);
      if (before == null || !newKey.equals(oldKey)) {
        out.add(
            entry(index, newKey, version, EntryKind.INSERT, deltas(index, null, after), values));
      } else if (!Arrays.equals(values, values(index, before))) {
        out.add(
            entry(index, newKey, version, EntryKind.UPDATE, deltas(index, before, after), values));
      }
    }
    return out;
  }

  private static IndexEntry entry(
      IndexSchema index, Key key, Version version, EntryKind kind, byte[] deltas, byte[] values) {
    return new IndexEntry(index.id(), new Entry(key, version, kind, deltas, values));
  }

  /** What a step changes in the sums of an index, by summarized column. */
  private static byte[] deltas(
      IndexSchema index, @Nullable RowImage before, @Nullable RowImage after) {
    if (index.sums().isEmpty()) {
      return Entry.NO_DELTAS;
    }
    ByteWriter out = new ByteWriter(16 * index.sums().size());
    for (int position : index.sums()) {
      int column = index.valueColumns().get(position);
      ColumnSum delta = after == null ? ColumnSum.ZERO : ColumnSum.of(after.columns()[column]);
      if (before != null) {
        delta = delta.plus(ColumnSum.of(before.columns()[column]).negated());
      }
      delta.encode(out);
    }
    return out.toBytes();
  }

  /** Deltas of two entries together, for one that stands for both. */
  public static byte[] sumOfDeltas(IndexSchema index, Entry first, Entry second) {
    if (index.sums().isEmpty()) {
      return Entry.NO_DELTAS;
    }
    ByteReader one = new ByteReader(first.deltas(), 0, first.deltas().length);
    ByteReader two = new ByteReader(second.deltas(), 0, second.deltas().length);
    ByteWriter out = new ByteWriter(16 * index.sums().size());
    for (int i = 0; i < index.sums().size(); i++) {
      ColumnSum.decode(one, 1).plus(ColumnSum.decode(two, 1)).encode(out);
    }
    return out.toBytes();
  }

  /** Key of a row in one of the table's indexes. */
  public static Key keyIn(IndexSchema index, RowImage row) {
    return index.primary() ? row.key() : KeyCodec.secondaryKey(index, row.columns(), row.key());
  }

  /** The entry of a row that is new to an index: of an insert, or of an index that is filled. */
  public static Entry insertion(IndexSchema index, RowImage row, Version version) {
    byte[] values = values(index, row, new ByteWriter(256));
    return new Entry(
        keyIn(index, row), version, EntryKind.INSERT, deltas(index, null, row), values);
  }

  private byte[] values(IndexSchema index, RowImage row) {
    return values(index, row, scratch.reset());
  }

  private static byte[] values(IndexSchema index, RowImage row, ByteWriter out) {
    List<ColumnType> types = index.valueTypes();
    @Nullable Object[] projected = row.columns();
    if (!index.primary()) {
      projected = new @Nullable Object[types.size()];
      for (int i = 0; i < projected.length; i++) {
        projected[i] = row.columns()[index.valueColumns().get(i)];
      }
    }
    RowCodec.encode(types, projected, out);
    return out.toBytes();
  }
}
