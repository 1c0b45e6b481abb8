package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SmallTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A skip shows columns where summaries exclude nothing, so that it never costs much more than a
 * scan.
 */
class DenseSkipTest {
  private static final int ROWS = 2_000;
  private static final int HEIGHT = 20;
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);
  private static final List<Integer> ID_AND_V = List.of(1, SmallTable.V);

  /**
   * Values of V: even numbers, at random or ascending; a tenth is updated, some rows are deleted.
   */
  private static SmallTable table(int grouped, boolean ascending) {
    Random random = new Random(4);
    SmallTable table = new SmallTable(grouped);
    for (int id = 0; id < ROWS; id++) {
      long v = ascending ? 2L * id : 2L * random.nextInt(ROWS);
      table.put(1 + id * 10 / ROWS, id / 700, id, v, "name of " + id);
    }
    table.cut();
    for (int id = 5; id < ROWS; id += 10) {
      if (id % 50 == 5) {
        table.delete(12, id / 700, id);
      } else {
        table.put(12, id / 700, id, 2L * (ascending ? id : random.nextInt(ROWS)), "new");
      }
    }
    return table;
  }

  private static ModelState state(SmallTable table) {
    return new ModelState(HEIGHT, List.of(table.index(1024)));
  }

  private static Key ordered(long v) {
    return KeyCodec.ordered(BIGINT, v);
  }

  private static ReadSpec.Skip skip(List<Integer> columns, long from, long to, long limit) {
    KeyRange range = new KeyRange(ordered(from), ordered(to));
    SkipFilter.Term term = new SkipFilter.Term(SmallTable.V, range);
    SkipFilter filter =
        new SkipFilter(List.of(new SkipFilter.Clause(List.of(term))), 0, Long.MAX_VALUE);
    return new ReadSpec.Skip(SmallTable.ID, columns, HEIGHT, List.of(KeyRange.ALL), filter, limit);
  }

  private static ReadSpec scan(List<Integer> columns) {
    return new ReadSpec.Scan(
        SmallTable.ID, columns, HEIGHT, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,false", "0,true", "1,true"})
  void rowsAreThoseOfTheModel(int grouped, boolean ascending) {
    ModelState state = state(table(grouped, ascending));
    long[][] ranges = {{1, 2}, {0, 2}, {500, 503}, {900, 1500}, {0, 9_999}, {-5, 0}};
    for (long[] range : ranges) {
      for (List<Integer> columns :
          List.of(List.of(SmallTable.V), ID_AND_V, List.of(SmallTable.V, SmallTable.NAME))) {
        for (long limit : new long[] {3, Long.MAX_VALUE}) {
          ReadSpec.Skip read = skip(columns, range[0], range[1], limit);
          assertThat(ReadModel.actual(state.verified(state.prove(read), read), read))
              .as("%s", read)
              .isEqualTo(ReadModel.expected(state.indexes().get(0), read));
        }
      }
    }
  }

  @Test
  void whereNothingIsExcludedItCostsLittleMoreThanAScan() {
    ModelState state = state(table(0, false));
    int scan = state.prove(scan(List.of(SmallTable.V))).length;
    assertThat(state.prove(skip(List.of(SmallTable.V), 501, 502, Long.MAX_VALUE)).length)
        .isBetween(scan, scan * 3 / 2);
    // Columns that are only handed out come with the rows that are taken.
    assertThat(state.prove(skip(List.of(SmallTable.V, SmallTable.NAME), 501, 502, 9)).length)
        .isLessThan(scan * 3 / 2);
  }

  @Test
  void whereSummariesExcludeItCostsWhatItShows() {
    ModelState state = state(table(0, true));
    int scan = state.prove(scan(List.of(SmallTable.V))).length;
    assertThat(state.prove(skip(List.of(SmallTable.V), 501, 502, Long.MAX_VALUE)).length)
        .isLessThan(scan / 2);
  }
}
