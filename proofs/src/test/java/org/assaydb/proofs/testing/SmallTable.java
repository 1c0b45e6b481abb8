package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A table (G INTEGER, ID INTEGER, V BIGINT, NAME VARCHAR(40)) with key (G, ID) and summary columns
 * V and NAME, written step by step and cut into runs by hand.
 */
public final class SmallTable {
  public static final IndexId ID = new IndexId(7);

  /** Positions of the summary columns among the value columns. */
  public static final int V = 2;

  public static final int NAME = 3;

  private static final List<Column> COLUMNS =
      List.of(
          column("G", ColumnType.of(Kind.INTEGER)),
          column("ID", ColumnType.of(Kind.INTEGER)),
          column("V", ColumnType.of(Kind.BIGINT)),
          column("NAME", ColumnType.of(Kind.VARCHAR, 40)));

  private final TableDef table;
  private final IndexSchema schema;
  private final TreeMap<Key, RowImage> rows = new TreeMap<>();
  private final List<List<Entry>> newestFirst = new ArrayList<>();

  public SmallTable() {
    this(0);
  }

  /**
   * @param grouped key parts that the index is grouped by
   */
  public SmallTable(int grouped) {
    IndexDef index =
        new IndexDef(
            ID,
            "ROWS",
            true,
            true,
            List.of(new KeyPart(0, false), new KeyPart(1, false)),
            List.of(),
            grouped,
            List.of(V),
            List.of(V, NAME));
    table = new TableDef(new TableId(1), 1, "PUBLIC", "T", COLUMNS, List.of(index));
    schema = IndexSchema.of(table, index);
    newestFirst.add(new ArrayList<>());
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, true, null);
  }

  public IndexSchema schema() {
    return schema;
  }

  /** Inserts or replaces a row. */
  public SmallTable put(long height, int group, int id, @Nullable Long v, @Nullable String name) {
    Key key = key(group, id);
    return step(height, key, new RowImage(key, new @Nullable Object[] {group, id, v, name}));
  }

  /** Inserts or replaces a row of group 1 without a name. */
  public SmallTable put(long height, int id, @Nullable Long v) {
    return put(height, 1, id, v, null);
  }

  public SmallTable delete(long height, int group, int id) {
    return step(height, key(group, id), null);
  }

  private SmallTable step(long height, Key key, @Nullable RowImage after) {
    RowImage before = after == null ? rows.remove(key) : rows.put(key, after);
    new RowEntries(table)
        .derive(before, after, Version.of(height, 0))
        .forEach(e -> newestFirst.get(0).add(e.entry()));
    return this;
  }

  /** Ends a run: what follows goes into a newer one. */
  public SmallTable cut() {
    newestFirst.add(0, new ArrayList<>());
    return this;
  }

  public ModelIndex index(int chunkRows) {
    List<ModelRun> runs = new ArrayList<>();
    for (List<Entry> entries : newestFirst) {
      if (!entries.isEmpty()) {
        runs.add(new ModelRun(schema, 1, entries.stream().sorted().toList(), chunkRows));
      }
    }
    return new ModelIndex(schema, runs);
  }

  public Key key(int group, int id) {
    return KeyCodec.primaryKey(schema, new Object[] {group, id, 0L, ""});
  }

  /** The encoded first key part. */
  public Key prefix(int group) {
    return new Key(java.util.Arrays.copyOf(key(group, 0).bytes(), 5));
  }

  public KeyRange groupRange(int group) {
    return KeyRange.prefix(prefix(group));
  }
}
