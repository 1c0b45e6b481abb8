package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every read through an honest verification object equals the definition. */
class VerifiedReadTest {
  private static final int[] SIZES = {0, 1, 2, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129, 300};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 65, 128, 200})
  void readsEqualTheModel(int chunkRows) {
    Random random = new Random(chunkRows);
    for (int round = 0; round < 60; round++) {
      int[] sizes = new int[1 + random.nextInt(4)];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = SIZES[random.nextInt(SIZES.length)];
      }
      ModelIndex index = Generators.index(7, random, chunkRows, sizes);
      ModelState state = new ModelState(60, surrounded(index, random));
      ReadSpec[] specs = new ReadSpec[1 + random.nextInt(3)];
      for (int i = 0; i < specs.length; i++) {
        specs[i] = spec(random, index);
      }
      RunReader reader = state.verified(state.prove(specs), specs);
      for (ReadSpec spec : specs) {
        assertThat(rows(reader.read(spec), spec))
            .as("round %s %s", round, spec)
            .isEqualTo(expected(index, spec));
      }
    }
  }

  private static List<ModelIndex> surrounded(ModelIndex index, Random random) {
    List<ModelIndex> all = new ArrayList<>();
    for (int id = 7 - random.nextInt(4); id < 7; id++) {
      all.add(Generators.index(id, random, 64, 3));
    }
    all.add(index);
    for (int id = 8; id < 8 + random.nextInt(4); id++) {
      all.add(Generators.index(id, random, 64, 3));
    }
    return all;
  }

  private static ReadSpec spec(Random random, ModelIndex index) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if (random.nextBoolean()) {
        columns.add(i);
      }
    }
    long snapshot = random.nextInt(61);
    TreeSet<Key> places = new TreeSet<>();
    List<Entry> entries = index.entries();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Key key =
          entries.isEmpty() || random.nextInt(3) == 0
              ? Generators.key(random.nextInt(1 << 16))
              : entries.get(random.nextInt(entries.size())).key();
      places.add(random.nextInt(3) == 0 ? key.successor() : key);
    }
    List<Key> keys = new ArrayList<>(places);
    if (random.nextInt(3) == 0) {
      return new ReadSpec.Lookup(new IndexId(7), columns, snapshot, keys);
    }
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(40);
    return new ReadSpec.Scan(
        new IndexId(7), columns, snapshot, ranges(random, keys), random.nextBoolean(), limit);
  }

  private static List<KeyRange> ranges(Random random, List<Key> keys) {
    if (random.nextInt(4) == 0) {
      return List.of(KeyRange.ALL);
    }
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i + 1 < keys.size(); i += random.nextBoolean() ? 1 : 2) {
      ranges.add(new KeyRange(keys.get(i), keys.get(i + 1)));
    }
    if (random.nextBoolean()) {
      ranges.add(new KeyRange(keys.get(keys.size() - 1), null));
    }
    return ranges;
  }

  private static List<String> expected(ModelIndex index, ReadSpec spec) {
    TreeMap<Key, Entry> live = index.live(spec.snapshotHeight());
    if (spec instanceof ReadSpec.Lookup lookup) {
      live.keySet().retainAll(lookup.keys());
    }
    List<Entry> rows = new ArrayList<>(live.values());
    long limit = Long.MAX_VALUE;
    if (spec instanceof ReadSpec.Scan scan) {
      rows.removeIf(e -> scan.ranges().stream().noneMatch(r -> r.contains(e.key())));
      limit = scan.limit();
      if (scan.descending()) {
        rows.sort(Comparator.reverseOrder());
      }
    }
    return rows.stream().limit(limit).map(e -> text(e, index, spec)).toList();
  }

  private static String text(Entry entry, ModelIndex index, ReadSpec spec) {
    StringBuilder text = new StringBuilder(entry.key() + "@" + entry.version());
    Object[] values = RowCodec.decode(index.schema().valueTypes(), entry.values());
    spec.columns().forEach(c -> text.append(' ').append(values[c]));
    return text.toString();
  }

  static List<String> rows(RowCursor cursor, ReadSpec spec) {
    List<String> rows = new ArrayList<>();
    while (cursor.next()) {
      StringBuilder text = new StringBuilder(cursor.key() + "@" + cursor.version());
      spec.columns().forEach(c -> text.append(' ').append(cursor.value(c)));
      rows.add(text.toString());
    }
    return rows;
  }

  @Test
  void limitedScanOpensOnlyTheRowsItNeeds() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 4096; i++) {
      entries.add(
          Generators.put(
              Generators.key(i), 1, EntryKind.INSERT, (long) i * i * 0x9e3779b97f4a7c15L, "text"));
    }
    ModelIndex index =
        new ModelIndex(
            Generators.schema(7), List.of(new ModelRun(Generators.schema(7), 1, entries, 1024)));
    ModelState state = new ModelState(60, List.of(index));
    ReadSpec ten =
        new ReadSpec.Scan(new IndexId(7), List.of(0), 60, List.of(KeyRange.ALL), false, 10);
    ReadSpec all =
        new ReadSpec.Scan(
            new IndexId(7), List.of(0), 60, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    assertThat(state.prove(ten).length).isLessThan(state.prove(all).length / 20);
  }

  @Test
  void manyLookupsInOneChunkAreShownByItsColumns() {
    List<Entry> entries = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(Generators.put(Generators.key(i), 1, EntryKind.INSERT, i, "some longer text"));
      keys.add(Generators.key(i));
    }
    ModelRun run = new ModelRun(Generators.schema(7), 1, entries, 1024);
    ModelState state =
        new ModelState(60, List.of(new ModelIndex(Generators.schema(7), List.of(run))));
    ReadSpec lookup = new ReadSpec.Lookup(new IndexId(7), List.of(0), 60, keys);
    byte[] vo = state.prove(lookup);
    assertThat(vo.length).isLessThan(12_000);
    VerifiedState verified =
        VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT);
    assertThat(rows(verified.reader(60).read(lookup), lookup)).hasSize(1000);
  }

  @Test
  void ownWritesCoverTheCertifiedRows() {
    Random random = new Random(5);
    ModelIndex index = Generators.index(7, random, 64, 40, 100);
    ModelState state = new ModelState(60, List.of(index));
    ReadSpec all =
        new ReadSpec.Scan(
            new IndexId(7), List.of(0), 60, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    Key victim = index.live(60).firstKey();
    Key added = new Key(new byte[] {1, 2, 3, 4, 5});
    MemoryRun own =
        MemoryRun.sorted(
            index.schema(),
            List.of(
                Generators.put(victim, 61, EntryKind.DELETE, 0, null),
                Generators.put(added, 61, EntryKind.INSERT, 42, null)));
    RunReader reader =
        VerifiedState.verify(state.prove(all), state.root(), state::schema, VoLimits.DEFAULT)
            .reader(60)
            .withOwnWrites(id -> own);
    TreeSet<Key> expected = new TreeSet<>(index.live(60).keySet());
    expected.remove(victim);
    expected.add(added);
    List<Key> seen = new ArrayList<>();
    RowCursor cursor = reader.read(all);
    while (cursor.next()) {
      seen.add(cursor.key());
      assertThat(cursor.value(0)).isNotNull();
    }
    assertThat(seen).containsExactlyElementsOf(expected);
  }
}
