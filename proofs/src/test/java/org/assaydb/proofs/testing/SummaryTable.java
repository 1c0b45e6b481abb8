package org.assaydb.proofs.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A table with summary columns and a seeded random life: rows are inserted, changed, deleted and
 * inserted again, keys move in its secondary index, values are NULL, extreme, equal, or alike in
 * their first bytes.
 */
public final class SummaryTable {
  public static final IndexId PRIMARY = new IndexId(7);
  public static final IndexId SECONDARY = new IndexId(8);

  /** Height of the last block. */
  public static final long HEIGHT = 60;

  /** Table columns that both indexes skip by, and their places among the others. */
  public static final int AMOUNT = 3;

  private static final List<Column> COLUMNS =
      List.of(
          column("G", ColumnType.of(Kind.INTEGER)),
          column("S", ColumnType.of(Kind.VARCHAR, 3)),
          column("ID", ColumnType.of(Kind.INTEGER)),
          column("AMOUNT", ColumnType.of(Kind.BIGINT)),
          column("NAME", ColumnType.of(Kind.VARCHAR, 40)),
          column("PRICE", ColumnType.decimal(20, 2)),
          column("FLAG", ColumnType.of(Kind.BOOLEAN)),
          column("BIN", ColumnType.of(Kind.VARBINARY, 20)));

  /** Empty, one row, and 2^k rows with one less and one more. */
  static final int[] EDGES = {0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129};

  private static final String ALIKE = "0123456789abcdef";

  private final Random random;
  private final TableDef table;
  private final IndexSchema primary;
  private final RowEntries deriving;
  private final TreeMap<Key, RowImage> rows = new TreeMap<>();
  private final Map<IndexId, List<Entry>> entries = new HashMap<>();
  private final int groups;
  private final int ids;

  private SummaryTable(Random random) {
    this.random = random;
    groups = 1 + random.nextInt(6);
    ids = 1 + random.nextInt(40);
    table = table(random.nextInt(3), random.nextInt(2));
    primary = IndexSchema.of(table, table.primaryIndex());
    deriving = new RowEntries(table);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, true, null);
  }

  private static TableDef table(int primaryGroups, int secondaryGroups) {
    IndexDef rows =
        new IndexDef(
            PRIMARY,
            "ROWS",
            true,
            true,
            List.of(new KeyPart(0, false), new KeyPart(1, true), new KeyPart(2, false)),
            List.of(),
            primaryGroups,
            List.of(5, 3, 0),
            List.of(3, 4, 5, 6, 7));
    IndexDef byFlag =
        new IndexDef(
            SECONDARY,
            "BY_FLAG",
            false,
            false,
            List.of(new KeyPart(6, false), new KeyPart(4, false)),
            List.of(3),
            secondaryGroups,
            List.of(3),
            List.of(4, 3));
    return new TableDef(new TableId(1), 1, "PUBLIC", "T", COLUMNS, List.of(rows, byFlag));
  }

  /** A table with up to {@code most} changes to its rows. */
  public static SummaryTable random(Random random, int most) {
    SummaryTable made = new SummaryTable(random);
    if (random.nextInt(3) == 0) {
      made.insert(Math.min(most, EDGES[random.nextInt(EDGES.length)]));
      return made;
    }
    int changes = random.nextInt(most + 1);
    int perHeight = 1 + (int) (2L * changes / HEIGHT);
    for (long height = 1; height <= HEIGHT; height++) {
      made.change(Version.of(height, 0), random.nextInt(perHeight + 1), made.entries);
    }
    return made;
  }

  /** So many rows of one version: runs of the sizes at which trees and chunks change shape. */
  private void insert(int count) {
    for (int i = 0; i < count; i++) {
      @Nullable Object[] columns = row();
      columns[2] = i;
      Key key = KeyCodec.primaryKey(primary, columns);
      step(key, new RowImage(key, columns), Version.of(1 + i % HEIGHT, i), entries);
    }
  }

  /** Up to {@code count} changes at one version, each of another row. */
  private void change(Version version, int count, Map<IndexId, List<Entry>> out) {
    Set<Key> touched = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Object[] columns = row();
      Key key = KeyCodec.primaryKey(primary, columns);
      if (random.nextInt(3) > 0 && !rows.isEmpty()) {
        // Rather a row that there is.
        Key near = rows.ceilingKey(key);
        key = near == null ? rows.firstKey() : near;
        Object[] old = rows.get(key).columns();
        System.arraycopy(old, 0, columns, 0, 3);
      }
      if (touched.add(key)) {
        boolean delete = rows.containsKey(key) && random.nextInt(3) == 0;
        step(key, delete ? null : new RowImage(key, columns), version, out);
      }
    }
  }

  private void step(
      Key key, @Nullable RowImage after, Version version, Map<IndexId, List<Entry>> out) {
    RowImage before = after == null ? rows.remove(key) : rows.put(key, after);
    for (RowEntries.IndexEntry made : deriving.derive(before, after, version)) {
      out.computeIfAbsent(made.index(), id -> new ArrayList<>()).add(made.entry());
    }
  }

  private @Nullable Object[] row() {
    @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
    row[0] = random.nextInt(groups) - 1;
    row[1] = random.nextInt(3) == 0 ? null : "ab".substring(random.nextInt(3));
    row[2] = random.nextInt(ids);
    for (int i = 3; i < row.length; i++) {
      row[i] = random.nextInt(4) == 0 ? null : value(i);
    }
    return row;
  }

  /** A value of a column behind the key. */
  public Object value(int column) {
    return switch (column) {
      case 3 ->
          switch (random.nextInt(8)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            default -> (long) random.nextInt(21) - 10;
          };
      case 4 -> random.nextInt(3) == 0 ? "" + random.nextInt(9) : ALIKE + random.nextInt(20);
      case 5 -> new BigDecimal(BigInteger.valueOf(random.nextInt(2001) - 1000), 2);
      case 6 -> random.nextBoolean();
      default -> {
        byte[] bytes = new byte[random.nextInt(3) == 0 ? 17 : random.nextInt(20)];
        Arrays.fill(bytes, (byte) (random.nextBoolean() ? 0xff : 0));
        yield bytes;
      }
    };
  }

  public TableDef table() {
    return table;
  }

  /** The index with its entries cut into runs at random heights. */
  public ModelIndex index(IndexId id, int chunkRows) {
    IndexSchema schema = schema(id);
    List<ModelRun> newestFirst = new ArrayList<>();
    List<Entry> all = new ArrayList<>(entries.getOrDefault(id, List.of()));
    int runs = 1 + random.nextInt(5);
    long last = HEIGHT;
    for (int i = 1; i <= runs && last > 0; i++) {
      long first = i == runs ? 0 : last - random.nextInt((int) last);
      long end = last;
      List<Entry> run =
          all.stream()
              .filter(e -> e.version().height() >= first && e.version().height() <= end)
              .sorted()
              .toList();
      if (!run.isEmpty()) {
        boolean young = newestFirst.isEmpty() && random.nextBoolean();
        int rowsOfChunk = young ? Math.min(chunkRows, 64) : chunkRows;
        newestFirst.add(new ModelRun(schema, young ? 0 : 1, run, rowsOfChunk));
      }
      last = first - 1;
    }
    return new ModelIndex(schema, newestFirst);
  }

  public IndexSchema schema(IndexId id) {
    return IndexSchema.of(table, table.indexes().get(id.equals(PRIMARY) ? 0 : 1));
  }

  /** Further changes that are not committed, by index; the table goes on with them. */
  public Map<IndexId, List<Entry>> ownWrites(int count) {
    Map<IndexId, List<Entry>> own = new HashMap<>();
    change(Version.of(Version.MAX_HEIGHT - 1, 0), count, own);
    return own;
  }
}
