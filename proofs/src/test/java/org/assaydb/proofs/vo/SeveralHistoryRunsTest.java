package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of one key in three history runs and the current ones, newest first. */
class SeveralHistoryRunsTest {
  private static final int HEIGHT = 30;

  private static ModelState state(int grouped) {
    SmallTable table = new SmallTable(grouped);
    for (int round = 0; round < 3; round++) {
      for (int id = 0; id < 5; id++) {
        table.put(10L * round + 2, id, 100L * round + id);
        table.put(10L * round + 4, id, 100L * round + 50 + id);
      }
      table.settle(10L * round + 6);
    }
    table.put(28, 3, 9L);
    ModelIndex index = table.index(16);
    assertThat(index.history()).hasSize(3);
    return new ModelState(HEIGHT, List.of(index));
  }

  private static List<String> rows(ModelState state, ReadSpec read) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = state.verified(state.prove(read), read).read(read)) {
      while (cursor.next()) {
        rows.add(cursor.version().height() + "=" + cursor.value(SmallTable.V));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void historiesGoFromTheNewestRunToTheOldest(int grouped) {
    KeyRange three = KeyRange.point(new SmallTable().key(1, 3));
    ReadSpec all =
        new ReadSpec.History(
            SmallTable.ID, List.of(SmallTable.V), HEIGHT, List.of(three), 0, HEIGHT);
    assertThat(rows(state(grouped), all))
        .containsExactly("28=9", "24=253", "22=203", "14=153", "12=103", "4=53", "2=3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void snapshotsBelowEveryFloorFindTheirVersion(int grouped) {
    ModelState state = state(grouped);
    long[][] expected = {{3, 2, 3}, {5, 4, 53}, {13, 12, 103}, {19, 14, 153}, {22, 22, 203}};
    for (long[] at : expected) {
      for (ReadSpec read :
          List.of(
              new ReadSpec.Lookup(
                  SmallTable.ID, List.of(SmallTable.V), at[0], List.of(new SmallTable().key(1, 3))),
              new ReadSpec.Scan(
                  SmallTable.ID,
                  List.of(SmallTable.V),
                  at[0],
                  List.of(KeyRange.point(new SmallTable().key(1, 3))),
                  false,
                  5))) {
        assertThat(rows(state, read)).as("%s", read).containsExactly(at[1] + "=" + at[2]);
      }
    }
  }
}
