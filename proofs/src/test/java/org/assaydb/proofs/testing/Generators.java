package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/** Seeded random indexes with the cases at the edges made common. */
public final class Generators {
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.of(ColumnType.Kind.BIGINT),
          ColumnType.of(ColumnType.Kind.VARCHAR, 20),
          ColumnType.decimal(20, 2));

  private Generators() {}

  /** A schema of three value columns; its keys are any bytes. */
  public static IndexSchema schema(int id) {
    return new IndexSchema(
        new IndexId(id), 1, true, List.of(0, 1, 2), TYPES, List.of(), List.of(), true);
  }

  public static Entry put(
      Key key, long height, EntryKind kind, long number, @Nullable String text) {
    byte[] values =
        kind == EntryKind.DELETE
            ? new byte[0]
            : RowCodec.encode(TYPES, new @Nullable Object[] {number, text, null});
    return new Entry(key, Version.of(height, 0), kind, values);
  }

  public static Key key(int number) {
    return new Key(new byte[] {(byte) (number >> 8), (byte) number});
  }

  /** Keys of which many are prefixes of others. */
  static Key randomKey(Random random, int spread) {
    byte[] bytes = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? 0 : random.nextInt(spread));
    }
    return new Key(bytes);
  }

  /**
   * An index of {@code sizes.length} runs.
   *
   * @param sizes entries per run, newest first; 0 leaves the run out
   */
  public static ModelIndex index(int id, Random random, int chunkRows, int... sizes) {
    IndexSchema schema = schema(id);
    Map<Key, Boolean> live = new HashMap<>();
    List<ModelRun> newestFirst = new ArrayList<>();
    for (int i = sizes.length - 1; i >= 0; i--) {
      // Run i spans its own heights, older runs lie below.
      List<Entry> entries = entries(random, live, 1 + 10L * (sizes.length - i), sizes[i]);
      if (!entries.isEmpty()) {
        boolean young = i == 0 && random.nextBoolean();
        int rows = young ? Math.min(chunkRows, 64) : chunkRows;
        newestFirst.add(0, new ModelRun(schema, young ? 0 : 1, entries, rows));
      }
    }
    return new ModelIndex(schema, newestFirst);
  }

  private static List<Entry> entries(
      Random random, Map<Key, Boolean> live, long firstHeight, int size) {
    int spread = 2 + random.nextInt(250);
    TreeMap<Long, List<Key>> perHeight = new TreeMap<>();
    Map<Key, Long> nextHeight = new HashMap<>();
    for (int made = 0, tries = 0; made < size && tries < 20 * size; tries++) {
      Key key = randomKey(random, spread);
      long height = nextHeight.getOrDefault(key, firstHeight + random.nextInt(3));
      if (height < firstHeight + 10) {
        nextHeight.put(key, height + 1 + random.nextInt(3));
        perHeight.computeIfAbsent(height, h -> new ArrayList<>()).add(key);
        made++;
      }
    }
    List<Entry> entries = new ArrayList<>();
    perHeight.forEach(
        (height, keys) ->
            keys.forEach(
                key -> {
                  boolean was = live.getOrDefault(key, false);
                  boolean gone = random.nextInt(3) == 0;
                  EntryKind kind =
                      gone ? EntryKind.DELETE : was ? EntryKind.UPDATE : EntryKind.INSERT;
                  live.put(key, !gone);
                  String text = random.nextInt(4) == 0 ? null : "t" + random.nextInt(1000);
                  entries.add(put(key, height, kind, random.nextLong(), text));
                }));
    entries.sort(Comparator.naturalOrder());
    return entries;
  }
}
