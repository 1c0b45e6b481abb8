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
import org.assaydb.proofs.tree.EntryKind;
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
  private final List<Settled> history = new ArrayList<>();

  /** What a merge moved to the history. */
  private record Settled(long floor, List<Entry> entries) {}

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

  public TableDef table() {
    return table;
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

  /**
   * Merges all runs into one, moves what no snapshot from {@code floor} on sees to the history, and
   * ends the run.
   *
   * @param floor at least the height of all entries
   */
  public SmallTable settle(long floor) {
    List<Entry> all = newestFirst.stream().flatMap(List::stream).sorted().toList();
    List<Entry> current = new ArrayList<>();
    List<Entry> old = new ArrayList<>();
    for (int i = 0, end; i < all.size(); i = end) {
      Entry newest = all.get(i);
      Entry whole = newest;
      for (end = i + 1; end < all.size() && all.get(end).key().equals(newest.key()); end++) {
        whole = whole(whole, all.get(end));
      }
      boolean lives = newest.kind().isPut();
      if (lives) {
        current.add(whole);
      }
      old.addAll(all.subList(lives ? i + 1 : i, end));
    }
    if (!old.isEmpty()) {
      history.add(new Settled(floor, old));
    }
    newestFirst.clear();
    newestFirst.add(current);
    return cut();
  }

  /** The newer of two versions, counting for both. */
  private Entry whole(Entry newer, Entry older) {
    EntryKind kind = newer.kind() == EntryKind.UPDATE ? EntryKind.KEPT : newer.kind();
    byte[] deltas = RowEntries.sumOfDeltas(schema, newer, older);
    return new Entry(newer.key(), newer.version(), kind, deltas, newer.values());
  }

  public ModelIndex index(int chunkRows) {
    List<ModelRun> runs = new ArrayList<>();
    for (List<Entry> entries : newestFirst) {
      if (!entries.isEmpty()) {
        runs.add(run(entries, chunkRows));
      }
    }
    List<ModelIndex.History> old = new ArrayList<>();
    history.forEach(h -> old.add(new ModelIndex.History(h.floor(), run(h.entries(), chunkRows))));
    return new ModelIndex(schema, runs, old);
  }

  private ModelRun run(List<Entry> entries, int chunkRows) {
    return new ModelRun(schema, 1, entries.stream().sorted().toList(), chunkRows);
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
