package org.assaydb.engine.replica.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** A table that a block writes to, with its indexes under way. */
final class OpenTable {
  private final TableDef definition;
  private final RowEntries rowEntries;
  private final Map<IndexId, IndexOverlay> indexes = new LinkedHashMap<>();
  private final IndexOverlay primary;
  private final boolean[] notNull;

  OpenTable(TableDef definition, OpenBlock block) {
    this.definition = definition;
    this.rowEntries = new RowEntries(definition);
    for (IndexDef index : definition.indexes()) {
      indexes.put(index.id(), block.index(definition, index));
    }
    this.primary = index(definition.primaryIndex().id());
    this.notNull = new boolean[definition.columns().size()];
    for (int i = 0; i < notNull.length; i++) {
      notNull[i] = !definition.columns().get(i).nullable();
    }
  }

  TableDef definition() {
    return definition;
  }

  RowEntries rowEntries() {
    return rowEntries;
  }

  IndexOverlay primary() {
    return primary;
  }

  IndexSchema primarySchema() {
    return primary.schema();
  }

  IndexOverlay index(IndexId id) {
    IndexOverlay overlay = indexes.get(id);
    if (overlay == null) {
      throw new IllegalStateException("no index " + id + " in " + definition.name());
    }
    return overlay;
  }

  Iterable<IndexOverlay> indexes() {
    return indexes.values();
  }

  /** The row with this key in the primary index as it stands now; null when there is none. */
  @Nullable RowImage row(Key key) {
    Entry entry = primary.live(key);
    return entry == null
        ? null
        : new RowImage(key, RowCodec.decode(primarySchema().valueTypes(), entry.values()));
  }

  void checkNotNull(@Nullable Object[] row) throws Abort {
    for (int i = 0; i < row.length; i++) {
      if (notNull[i] && row[i] == null) {
        Column column = definition.columns().get(i);
        throw new Abort(
            SqlStates.NOT_NULL,
            "column " + definition.name() + "." + column.name() + " is NOT NULL");
      }
    }
  }
}
