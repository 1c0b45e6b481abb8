package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the sizes at which trees change shape have the root that the definition gives. */
class SealedRunSizesTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2048, 2049, 4097})
  void rootEqualsTheDefinition(int rows) {
    IndexSchema schema = Generators.schema(7);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      entries.add(Generators.put(Generators.key(2 * i), 2, EntryKind.INSERT, i, "t" + i));
    }
    RunSizing sizing = new RunSizing(1, 1, 1, 4, 1024);
    try (IndexStore store = IndexStore.open(dir, new StoreOptions(sizing, 1 << 20))) {
      IndexState index =
          store
              .emptyState()
              .apply(2, Map.of(schema.id(), entries), List.of(schema), List.of())
              .index(schema.id())
              .orElseThrow();
      assertThat(index.descriptor().runs())
          .containsExactly(new ModelRun(schema, 1, entries, 1024).descriptor());
      for (int i : new int[] {0, rows / 2, rows - 1}) {
        Entry found = index.newest(Generators.key(2 * i), 2);
        assertThat(found).isNotNull();
        assertThat(found.values()).isEqualTo(entries.get(i).values());
        Key absent = Generators.key(2 * i + 1);
        assertThat(index.newest(absent, 2)).isNull();
      }
    }
  }
}
