package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * A table with its indexes. The first index is the primary one; exactly one is primary.
 *
 * @param id 0 in a definition that a client proposes; assigned by the ledger
 * @param schemaVersion bound into every row digest; 1 for a new table
 * @param schema name of the schema, {@code PUBLIC} or {@code SYS}
 */
public record TableDef(
    TableId id,
    int schemaVersion,
    String schema,
    String name,
    List<Column> columns,
    List<IndexDef> indexes) {
  public static final int MAX_COLUMNS = 1024;
  public static final int MAX_INDEXES = 64;

  public TableDef {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    require(!columns.isEmpty() && columns.size() <= MAX_COLUMNS, MALFORMED, "column count");
    require(!indexes.isEmpty() && indexes.size() <= MAX_INDEXES, MALFORMED, "index count");
    Set<String> names = new HashSet<>();
    columns.forEach(c -> require(names.add(c.name()), MALFORMED, "doubled column " + c.name()));
    for (int i = 0; i < indexes.size(); i++) {
      checkIndex(indexes.get(i), i == 0, columns.size());
      checkSummaries(indexes.get(i), indexes.get(0), columns);
    }
  }

  private static void checkIndex(IndexDef index, boolean first, int columns) {
    require(index.primary() == first, MALFORMED, "the first index is the primary one");
    require(first || !index.keyParts().isEmpty(), MALFORMED, "index without key columns");
    Set<Integer> seen = new HashSet<>();
    for (IndexDef.KeyPart part : index.keyParts()) {
      require(part.column() < columns && seen.add(part.column()), MALFORMED, "key columns");
    }
    for (int column : index.included()) {
      require(!first && column < columns && seen.add(column), MALFORMED, "included columns");
    }
  }

  /** Summary columns stand in the index's values, each once, and can be summed. */
  private static void checkSummaries(IndexDef index, IndexDef primary, List<Column> columns) {
    Set<Integer> held = new HashSet<>(index.included());
    index.keyParts().forEach(p -> held.add(p.column()));
    primary.keyParts().forEach(p -> held.add(p.column()));
    Set<Integer> sums = new HashSet<>();
    for (int column : index.summarized()) {
      boolean holds = index.primary() || held.contains(column);
      require(holds && column < columns.size() && sums.add(column), MALFORMED, "summed columns");
      require(ColumnSum.sums(columns.get(column).type()), MALFORMED, "column cannot be summed");
    }
    Set<Integer> bounds = new HashSet<>();
    for (int column : index.skipped()) {
      boolean holds = index.primary() || held.contains(column);
      require(holds && column < columns.size() && bounds.add(column), MALFORMED, "skip columns");
    }
  }

  public IndexDef primaryIndex() {
    return indexes.get(0);
  }

  /** Height of the block that created the table. */
  public long validFrom() {
    return primaryIndex().validFrom();
  }

  /** Whether rows are identified by a hidden row id (no PRIMARY KEY was declared). */
  public boolean hasHiddenRowId() {
    return primaryIndex().keyParts().isEmpty();
  }

  /** Ordinal of the column with this exact name, or -1. */
  public int columnOrdinal(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(columnName)) {
        return i;
      }
    }
    return -1;
  }

  public void encode(ByteWriter out) {
    out.varint(id.value()).varint(schemaVersion).string(schema).string(name);
    out.varint(columns.size());
    columns.forEach(c -> c.encode(out));
    out.varint(indexes.size());
    indexes.forEach(i -> i.encode(out));
  }

  public static TableDef decode(ByteReader in) {
    TableId id = new TableId(in.varintAtMost(Integer.MAX_VALUE, "table id"));
    int version = in.varintAtMost(Integer.MAX_VALUE, "schema version");
    String schema = in.string(Column.MAX_NAME_BYTES, "schema name");
    String name = in.string(Column.MAX_NAME_BYTES, "table name");
    int columnCount = in.count(5, "column");
    List<Column> columns = new ArrayList<>(columnCount);
    for (int i = 0; i < columnCount; i++) {
      columns.add(Column.decode(in));
    }
    int indexCount = in.count(10, "index");
    List<IndexDef> indexes = new ArrayList<>(indexCount);
    for (int i = 0; i < indexCount; i++) {
      indexes.add(IndexDef.decode(in));
    }
    return new TableDef(id, version, schema, name, columns, indexes);
  }
}
