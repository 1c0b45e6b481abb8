package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that come from columns are those that come from rows. */
class StoreRunViewTest {
  private static final int[][] WANTED = {{}, {0}, {1}, {2}, {0, 2}, {0, 1, 2}};

  @TempDir Path dir;

  private int byColumns;

  @Test
  void columnsAndRowsSayTheSame() {
    Random random = new Random(3);
    StoreOptions options = new StoreOptions(new RunSizing(300, 100, 4, 3, 128), 1 << 20, 0);
    try (IndexStore store = IndexStore.open(dir, options)) {
      List<IndexSchema> schemas = List.of(StoreModel.PRIMARY, StoreModel.SECONDARY);
      StateTree state = store.emptyState().apply(1, Map.of(), schemas, List.of());
      StoreModel model = new StoreModel();
      for (long height = 2; height < 12; height++) {
        state = state.apply(height, model.block(random, height, 150, 400), List.of(), List.of());
      }
      for (IndexSchema schema : schemas) {
        for (Run run : state.index(schema.id()).orElseThrow().runs()) {
          for (int round = 0; round < 40; round++) {
            compare(run, schema.valueTypes(), random);
          }
        }
      }
    }
    assertThat(byColumns).isGreaterThan(100);
  }

  private void compare(Run run, List<ColumnType> types, Random random) {
    StoreRunView view = new StoreRunView(run, types);
    StoreRunView rows = new StoreRunView(run, types);
    int count = (int) run.summary().count();
    int from = random.nextInt(count);
    int to = from + 1 + random.nextInt(count - from);
    int[] wanted = WANTED[random.nextInt(types.size() == 3 ? WANTED.length : 2)];
    view.open(from, to, wanted);
    for (int i = 0; i < 60; i++) {
      int position = random.nextInt(count);
      if (random.nextInt(10) == 0) {
        view.open(position, position + 1, new int[] {0, 1});
      }
      byColumns += view.columnsAt(position, wanted) == null ? 0 : 1;
      assertThat(rows.columnsAt(position, wanted)).isNull();
      assertThat(view.key(position)).isEqualTo(rows.key(position));
      assertThat(view.version(position)).isEqualTo(rows.version(position));
      assertThat(view.kind(position)).isEqualTo(rows.kind(position));
      for (int column = 0; column < types.size(); column++) {
        assertThat(view.value(position, column)).isEqualTo(rows.value(position, column));
      }
    }
  }
}
