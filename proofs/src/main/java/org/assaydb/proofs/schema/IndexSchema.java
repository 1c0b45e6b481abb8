package org.assaydb.proofs.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an authenticated index needs to know of its table: which columns its values hold, in which
 * order, and of which types its key is made. Derived from the certified catalog, never sent.
 *
 * <p>Key of a primary index: the primary key columns, or the 16-byte hidden row id (height 8,
 * transaction 4, ordinal 4, big-endian). Key of a secondary index: its key columns, then the key of
 * the row in the primary index.
 *
 * @param valueColumns table ordinals of the columns in an entry's values: all columns in order for
 *     the primary index; for a secondary one key columns, primary key columns, included columns,
 *     each once
 * @param groupedParts leading key parts that the index is grouped by, 0 for none
 * @param sums positions among the value columns whose sums every node carries
 * @param bounds positions among the value columns whose bounds every node carries
 */
public record IndexSchema(
    IndexId id,
    int schemaVersion,
    boolean primary,
    List<Integer> valueColumns,
    List<ColumnType> valueTypes,
    List<IndexDef.KeyPart> keyParts,
    List<ColumnType> keyTypes,
    boolean hiddenRowId,
    int groupedParts,
    List<Integer> sums,
    List<Integer> bounds) {

  /** A schema without groups and summary columns. */
  public IndexSchema(
      IndexId id,
      int schemaVersion,
      boolean primary,
      List<Integer> valueColumns,
      List<ColumnType> valueTypes,
      List<IndexDef.KeyPart> keyParts,
      List<ColumnType> keyTypes,
      boolean hiddenRowId) {
    this(
        id,
        schemaVersion,
        primary,
        valueColumns,
        valueTypes,
        keyParts,
        keyTypes,
        hiddenRowId,
        0,
        List.of(),
        List.of());
  }

  public IndexSchema {
    valueColumns = List.copyOf(valueColumns);
    valueTypes = List.copyOf(valueTypes);
    keyParts = List.copyOf(keyParts);
    keyTypes = List.copyOf(keyTypes);
    sums = List.copyOf(sums);
    bounds = List.copyOf(bounds);
  }

  public static IndexSchema of(TableDef table, IndexDef index) {
    Set<Integer> ordinals = new LinkedHashSet<>();
    if (index.primary()) {
      for (int i = 0; i < table.columns().size(); i++) {
        ordinals.add(i);
      }
    } else {
      index.keyParts().forEach(p -> ordinals.add(p.column()));
      table.primaryIndex().keyParts().forEach(p -> ordinals.add(p.column()));
      ordinals.addAll(index.included());
    }
    List<ColumnType> types = new ArrayList<>();
    ordinals.forEach(o -> types.add(table.columns().get(o).type()));
    List<ColumnType> keyTypes = new ArrayList<>();
    index.keyParts().forEach(p -> keyTypes.add(table.columns().get(p.column()).type()));
    List<Integer> values = List.copyOf(ordinals);
    return new IndexSchema(
        index.id(),
        table.schemaVersion(),
        index.primary(),
        values,
        types,
        index.keyParts(),
        keyTypes,
        table.hasHiddenRowId(),
        index.groupedParts(),
        index.summarized().stream().map(values::indexOf).toList(),
        index.skipped().stream().map(values::indexOf).toList());
  }

  /** Position of a table column among {@link #valueColumns()}, or -1 when the index lacks it. */
  public int valuePosition(int tableOrdinal) {
    return valueColumns.indexOf(tableOrdinal);
  }
}
