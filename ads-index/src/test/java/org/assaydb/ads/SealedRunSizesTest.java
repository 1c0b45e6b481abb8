package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the sizes at which trees change shape have the nodes that the definition gives. */
class SealedRunSizesTest {
  private static final IndexSchema PLAIN = Generators.schema(7);
  private static final ColumnType PREFIX = ColumnType.of(ColumnType.Kind.INTEGER);

  @TempDir Path dir;

  /** With a sum of the number, bounds of number and text and, when asked for, groups. */
  private static IndexSchema summarized(int groupedParts) {
    return new IndexSchema(
        PLAIN.id(),
        1,
        true,
        PLAIN.valueColumns(),
        PLAIN.valueTypes(),
        List.of(new KeyPart(0, false)),
        List.of(PREFIX),
        false,
        groupedParts,
        List.of(0),
        List.of(0, 1));
  }

  private static Key key(int prefix, int number) {
    ByteWriter out = new ByteWriter();
    KeyCodec.encode(PREFIX, prefix, false, out);
    return new Key(out.raw(Generators.key(number).bytes()).toBytes());
  }

  private static Entry withDeltas(Entry entry, long number) {
    ByteWriter deltas = new ByteWriter();
    ColumnSum.of(number).encode(deltas);
    return new Entry(entry.key(), entry.version(), entry.kind(), deltas.toBytes(), entry.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2048, 2049, 4097})
  void rootEqualsTheDefinition(int rows) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      entries.add(Generators.put(Generators.key(2 * i), 2, EntryKind.INSERT, i, "t" + i));
    }
    try (IndexStore store = open(1)) {
      IndexState index = sealed(store, PLAIN, entries);
      assertThat(index.descriptor().runs())
          .containsExactly(new ModelRun(PLAIN, tier(rows), entries, 1024).descriptor());
      for (int i : new int[] {0, rows / 2, rows - 1}) {
        Entry found = index.newest(Generators.key(2 * i), 2);
        assertThat(found).isNotNull();
        assertThat(found.values()).isEqualTo(entries.get(i).values());
        Key absent = Generators.key(2 * i + 1);
        assertThat(index.newest(absent, 2)).isNull();
      }
    }
  }

  private static int tier(int rows) {
    return new RunSizing(1, 1, 1, 4, 1024).tierOf(rows);
  }

  private IndexStore open(int sealRows) {
    RunSizing sizing = new RunSizing(sealRows, sealRows, 1, 4, 1024);
    return IndexStore.open(dir, new StoreOptions(sizing, 1 << 20));
  }

  private static IndexState sealed(IndexStore store, IndexSchema schema, List<Entry> entries) {
    return store
        .emptyState()
        .apply(2, Map.of(schema.id(), entries), List.of(schema), List.of())
        .index(schema.id())
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1", "0, 65", "0, 1027", "1, 1", "1, 8", "1, 9", "1, 64", "1, 65", "1, 1023", "1, 1024",
    "1, 1025"
  })
  void summariesAndGroupsEqualTheDefinition(int groupedParts, int rowsOfMiddlePrefix) {
    IndexSchema schema = summarized(groupedParts);
    List<Entry> entries = new ArrayList<>();
    for (int prefix = -1; prefix < 3; prefix++) {
      for (int i = 0; i < (prefix == 1 ? rowsOfMiddlePrefix : 3); i++) {
        long number = 31 * i - 40;
        String text = i % 7 == 0 ? null : "a text to be cut" + i;
        EntryKind kind = i % 5 == 4 ? EntryKind.DELETE : EntryKind.INSERT;
        long height = i % 2 + 1;
        Entry entry = Generators.put(key(prefix, i), height, kind, number, text);
        entries.add(withDeltas(entry, number));
      }
    }
    List<List<Entry>> blocks = List.of(new ArrayList<>(), new ArrayList<>());
    entries.forEach(e -> blocks.get((int) e.version().height() - 1).add(e));
    entries.sort(Comparator.naturalOrder());
    try (IndexStore store = open(entries.size())) {
      IndexState index =
          store
              .emptyState()
              .apply(1, Map.of(schema.id(), blocks.get(0)), List.of(schema), List.of())
              .apply(2, Map.of(schema.id(), blocks.get(1)), List.of(), List.of())
              .index(schema.id())
              .orElseThrow();
      ModelRun model = new ModelRun(schema, 1, entries, 1024);
      assertThat(index.descriptor().runs()).containsExactly(model.descriptor());
      SealedRun run = index.sealed().runs().get(0);
      assertThat(run.prefixCount()).isEqualTo(model.prefixCount());
      for (int chunk = 0; chunk < model.chunkCount(); chunk++) {
        int rows = (int) model.chunk(chunk).summary().count();
        assertSameNodes(run.chunk(chunk), model.chunk(chunk), 0, rows);
      }
    }
  }

  /** Walks down by the left and the right edge and one way in between. */
  private static void assertSameNodes(ChunkSource actual, ChunkSource model, int from, int to) {
    assertThat(actual.rows(from, to)).isEqualTo(model.rows(from, to));
    if (to - from > 1) {
      int middle = from + (int) RfcTree.split(to - from);
      if (from == 0 || to - from <= 16) {
        assertSameNodes(actual, model, from, middle);
      }
      assertSameNodes(actual, model, middle, to);
    }
  }
}
