package org.assaydb.benchmarks.tamper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Writes random rows into one table and knows which are live. Not thread safe. */
final class RowWriter {
  private final RowEntries derive;
  private final IndexSchema primary;
  private final Random random;
  private final int ids;
  private final TreeMap<Key, RowImage> live = new TreeMap<>();

  /**
   * @param ids rows have ids below it
   */
  RowWriter(TableDef table, Random random, int ids) {
    derive = new RowEntries(table);
    primary = IndexSchema.of(table, table.primaryIndex());
    this.random = random;
    this.ids = ids;
  }

  /** Adds random inserts, updates and deletes of up to {@code rows} distinct rows to a block. */
  void write(int rows, long height, Map<IndexId, List<Entry>> block) {
    // There are no more distinct ids than this: asking for more would never end.
    long most = Math.min(rows, ids);
    List<Integer> chosen = random.ints(0, ids).distinct().limit(most).boxed().toList();
    for (int i = 0; i < chosen.size(); i++) {
      RowImage after = image(chosen.get(i));
      RowImage before = live.get(after.key());
      boolean delete = before != null && random.nextInt(4) == 0;
      change(before, delete ? null : after, Version.of(height, i), block);
    }
  }

  private RowImage image(int id) {
    int length = random.nextInt(4) == 0 ? 30 : 3;
    String name = "n" + random.nextInt(50) + "x".repeat(random.nextInt(length));
    @Nullable Object[] row = {
      id % 7,
      id,
      random.nextInt(5) == 0 ? null : name,
      random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_000) - 20_000, 2),
      random.nextInt(5) == 0 ? null : random.nextInt(100)
    };
    return new RowImage(KeyCodec.primaryKey(primary, row), row);
  }

  private void change(
      @Nullable RowImage before,
      @Nullable RowImage after,
      Version version,
      Map<IndexId, List<Entry>> block) {
    for (RowEntries.IndexEntry entry : derive.derive(before, after, version)) {
      block.computeIfAbsent(entry.index(), i -> new ArrayList<>()).add(entry.entry());
    }
    if (after != null) {
      live.put(after.key(), after);
    } else if (before != null) {
      live.remove(before.key());
    }
  }

  /** Brings the entries of a block into run order. */
  static Map<IndexId, List<Entry>> sorted(Map<IndexId, List<Entry>> block) {
    Map<IndexId, List<Entry>> sorted = new HashMap<>(block);
    sorted.values().forEach(entries -> entries.sort(Comparator.naturalOrder()));
    return sorted;
  }

  /** Key of a row in an index of the table, whether it is live or not. */
  Key anyKey(IndexSchema index) {
    RowImage row = image(random.nextInt(ids));
    Key key =
        live.containsKey(row.key()) ? row.key() : live.isEmpty() ? row.key() : live.firstKey();
    return RowEntries.keyIn(index, live.getOrDefault(key, row));
  }
}
