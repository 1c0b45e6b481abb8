package org.assaydb.ads;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** A table with a primary and a secondary index as plain lists, and a seeded writer of blocks. */
final class StoreModel {
  static final TableDef TABLE =
      new TableDef(
          new TableId(1),
          1,
          "PUBLIC",
          "T",
          List.of(
              new Column("ID", ColumnType.of(ColumnType.Kind.INTEGER), false, null),
              new Column("NAME", ColumnType.of(ColumnType.Kind.VARCHAR, 20), true, null),
              new Column("AMOUNT", ColumnType.decimal(12, 2), true, null)),
          List.of(
              new IndexDef(
                  new IndexId(3),
                  "PK",
                  true,
                  true,
                  List.of(new IndexDef.KeyPart(0, false)),
                  List.of(),
                  0,
                  List.of(2),
                  List.of(1)),
              new IndexDef(
                  new IndexId(5),
                  "BY_NAME",
                  false,
                  false,
                  List.of(new IndexDef.KeyPart(1, true)),
                  List.of(),
                  1,
                  List.of(0),
                  List.of())));
  private static final BigDecimal MOST = new BigDecimal("9999999999.99");
  static final IndexSchema PRIMARY = IndexSchema.of(TABLE, TABLE.indexes().get(0));
  static final IndexSchema SECONDARY = IndexSchema.of(TABLE, TABLE.indexes().get(1));

  private final RowEntries rowEntries = new RowEntries(TABLE);
  private final TreeMap<Key, RowImage> live = new TreeMap<>();

  /** Every entry, in the order of writing. */
  final Map<IndexId, List<Entry>> written = new HashMap<>();

  /** The entries of each key, oldest first. */
  private final Map<IndexId, TreeMap<Key, List<Entry>>> versions = new HashMap<>();

  StoreModel() {
    for (IndexSchema schema : List.of(PRIMARY, SECONDARY)) {
      written.put(schema.id(), new ArrayList<>());
      versions.put(schema.id(), new TreeMap<>());
    }
  }

  /** The same rows, to go on from in another way. */
  StoreModel copy() {
    StoreModel copy = new StoreModel();
    copy.live.putAll(live);
    written.forEach((index, entries) -> copy.written.get(index).addAll(entries));
    versions.forEach(
        (index, byKey) -> {
          TreeMap<Key, List<Entry>> copied = copy.versions.get(index);
          copied.putAll(byKey);
          copied.replaceAll((key, entries) -> new ArrayList<>(entries));
        });
    return copy;
  }

  static Key key(int id) {
    return KeyCodec.primaryKey(PRIMARY, new Object[] {id, null, null});
  }

  /** Random inserts, updates and deletes of rows with ids below {@code ids}, as one block. */
  Map<IndexId, List<Entry>> block(Random random, long height, int rows, int ids) {
    Map<IndexId, List<Entry>> block = new HashMap<>();
    for (int i = 0; i < rows; i++) {
      int id = random.nextInt(ids);
      RowImage before = live.get(key(id));
      RowImage after = before != null && random.nextInt(4) == 0 ? null : image(id, random);
      change(before, after, Version.of(height, i), block);
    }
    block.values().forEach(entries -> entries.sort(Comparator.naturalOrder()));
    block.forEach(this::record);
    return block;
  }

  private void record(IndexId index, List<Entry> entries) {
    written.get(index).addAll(entries);
    TreeMap<Key, List<Entry>> byKey = versions.get(index);
    for (Entry entry : entries) {
      List<Entry> ofKey = byKey.computeIfAbsent(entry.key(), k -> new ArrayList<>());
      int at = ofKey.size();
      while (at > 0 && ofKey.get(at - 1).version().compareTo(entry.version()) > 0) {
        at--;
      }
      ofKey.add(at, entry);
    }
  }

  /** Whether there is anything to ask for. */
  boolean hasWritten() {
    return !written.get(PRIMARY.id()).isEmpty();
  }

  /** Every key that was ever written, with its entries, oldest first. */
  NavigableMap<Key, List<Entry>> versions(IndexId index) {
    return versions.get(index);
  }

  private static RowImage image(int id, Random random) {
    // NULL, empty, and names of which many are the start of others.
    @Nullable String name =
        switch (random.nextInt(10)) {
          case 0, 1 -> null;
          case 2 -> "";
          case 3 -> "n";
          default -> "n" + random.nextInt(50);
        };
    @Nullable BigDecimal amount =
        switch (random.nextInt(20)) {
          case 0, 1 -> null;
          case 2 -> BigDecimal.valueOf(0, 2);
          case 3 -> MOST;
          case 4 -> MOST.negate();
          default -> BigDecimal.valueOf(random.nextInt(100_000), 2);
        };
    return new RowImage(key(id), new @Nullable Object[] {id, name, amount});
  }

  private void change(
      @Nullable RowImage before,
      @Nullable RowImage after,
      Version version,
      Map<IndexId, List<Entry>> block) {
    for (RowEntries.IndexEntry entry : rowEntries.derive(before, after, version)) {
      block.computeIfAbsent(entry.index(), i -> new ArrayList<>()).add(entry.entry());
    }
    if (after != null) {
      live.put(after.key(), after);
    } else if (before != null) {
      live.remove(before.key());
    }
  }

  /** Newest version of each key at or below the snapshot. */
  TreeMap<Key, Entry> newest(IndexId index, long snapshotHeight) {
    TreeMap<Key, Entry> newest = new TreeMap<>();
    versions
        .get(index)
        .forEach(
            (key, entries) -> {
              int at = entries.size() - 1;
              while (at >= 0 && entries.get(at).version().height() > snapshotHeight) {
                at--;
              }
              if (at >= 0) {
                newest.put(key, entries.get(at));
              }
            });
    return newest;
  }

  TreeMap<Key, Entry> live(IndexId index, long snapshotHeight) {
    TreeMap<Key, Entry> live = newest(index, snapshotHeight);
    live.values().removeIf(e -> !e.kind().isPut());
    return live;
  }

  /** Commits blocks of random rows up to a height; the same for each store. */
  static StateTree fill(IndexStore store, long lastHeight) {
    Random random = new Random(1);
    StoreModel model = new StoreModel();
    StateTree state = store.emptyState().apply(1, Map.of(), List.of(PRIMARY, SECONDARY), List.of());
    for (long height = 2; height <= lastHeight; height++) {
      state = state.apply(height, model.block(random, height, 60, 1000), List.of(), List.of());
      store.commit(state, new StoreBatch(), true);
    }
    return state;
  }
}
