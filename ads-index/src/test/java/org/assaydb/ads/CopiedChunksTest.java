package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges copy the chunks that no other input reaches into. */
class CopiedChunksTest {
  private static final IndexSchema SCHEMA = Generators.schema(7);
  private static final int BLOCK_ROWS = 5 * 64 + 10;

  @TempDir Path dir;

  private static Map<IndexId, List<Entry>> block(long height) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < BLOCK_ROWS; i++) {
      int id = (int) height * BLOCK_ROWS + i;
      entries.add(Generators.put(Generators.key(id), height, EntryKind.INSERT, id, "t" + id));
    }
    return Map.of(SCHEMA.id(), entries);
  }

  @Test
  void chunksAreCopiedAgainAfterARunThatEndsWithAFewRows() {
    RunSizing sizing = new RunSizing(100, 100, 50, 3, 64);
    try (IndexStore store = IndexStore.open(dir, new StoreOptions(sizing, 1 << 20))) {
      StateTree state = store.emptyState().apply(1, Map.of(), List.of(SCHEMA), List.of());
      for (long height = 2; height < 5; height++) {
        state = state.apply(height, block(height), List.of(), List.of());
      }
      while (!runs(state).merges().isEmpty()) {
        state = state.apply(state.height() + 1, Map.of(), List.of(), List.of());
      }
      assertThat(runs(state).runs()).hasSize(1);
      SealedRun merged = runs(state).runs().get(0);
      List<Long> rows = new ArrayList<>();
      for (int chunk = 0; chunk < merged.chunkCount(); chunk++) {
        rows.add(merged.chunkNode(chunk).summary().count());
      }
      // Ten rows and the chunk behind them become two halves; the four behind it are copied.
      assertThat(rows)
          .containsExactly(
              64L, 64L, 64L, 64L, 64L, 37L, 37L, 64L, 64L, 64L, 64L, 37L, 37L, 64L, 64L, 64L, 64L,
              10L);
    }
  }

  private static SealedRuns runs(StateTree state) {
    return state.index(SCHEMA.id()).orElseThrow().sealed();
  }
}
