package org.assaydb.proofs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.SmallTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for every rule of reading that summaries could break. */
class ReadingRulesTest {
  private static final long HEAD = 60;
  private static final String ALIKE = "0123456789abcdef";

  private final SmallTable table = new SmallTable();

  private RunReader reader() {
    ModelIndex index = table.index(64);
    List<RunView> views =
        index.runs().stream()
            .map(r -> (RunView) new MemoryRun(index.schema(), r.entries()))
            .toList();
    IndexRuns runs = new IndexRuns(index.schema(), index.descriptor(), views);
    return new RunReader(HEAD, id -> runs);
  }

  /** "group.id=value" of each row, in the order of the read. */
  private List<String> rows(ReadSpec spec) {
    List<String> rows = new ArrayList<>();
    RowCursor cursor = reader().read(spec);
    while (cursor.next()) {
      rows.add(cursor.value(0) + "." + cursor.value(1) + "=" + cursor.value(SmallTable.V));
    }
    return rows;
  }

  private static ReadSpec skip(long snapshot, SkipFilter.Term... terms) {
    return skip(snapshot, 0, Long.MAX_VALUE, terms);
  }

  private static ReadSpec skip(long snapshot, long from, long to, SkipFilter.Term... terms) {
    List<SkipFilter.Clause> clauses = new ArrayList<>();
    for (SkipFilter.Term term : terms) {
      clauses.add(new SkipFilter.Clause(List.of(term)));
    }
    SkipFilter filter = new SkipFilter(clauses, from, to);
    return new ReadSpec.Skip(
        SmallTable.ID,
        List.of(0, 1, 2, 3),
        snapshot,
        List.of(KeyRange.ALL),
        filter,
        Long.MAX_VALUE);
  }

  /** V in [from, to]. */
  private static SkipFilter.Term between(long from, long to) {
    ColumnType type = ColumnType.of(ColumnType.Kind.BIGINT);
    Key upper = KeyCodec.ordered(type, to).successor();
    return new SkipFilter.Term(SmallTable.V, new KeyRange(KeyCodec.ordered(type, from), upper));
  }

  private static ReadSpec top(long snapshot, int column, boolean greatest, long limit) {
    return new ReadSpec.Top(
        SmallTable.ID, List.of(0, 1, 2, 3), snapshot, KeyRange.ALL, column, greatest, limit);
  }

  private static ReadSpec max(long snapshot) {
    return top(snapshot, SmallTable.V, true, 1);
  }

  private static ReadSpec min(long snapshot) {
    return top(snapshot, SmallTable.V, false, 1);
  }

  private List<String> totals(long snapshot, int groupParts, KeyRange... ranges) {
    ReadSpec.Aggregate spec =
        new ReadSpec.Aggregate(
            SmallTable.ID, List.of(SmallTable.V), snapshot, List.of(ranges), groupParts);
    List<String> lines = new ArrayList<>();
    AggregateCursor cursor = reader().aggregate(spec);
    while (cursor.next()) {
      Line sum = new Line(cursor);
      lines.add(sum.text(groupParts, table));
    }
    return lines;
  }

  /** "group: live, sum of non-NULL values". */
  private record Line(AggregateCursor cursor) {
    String text(int groupParts, SmallTable table) {
      String name = "all";
      for (int group = 0; groupParts > 0 && group < 9; group++) {
        name = table.prefix(group).equals(cursor.group()) ? "" + group : name;
      }
      var sum = cursor.sum(SmallTable.V);
      return name + ": " + cursor.live() + ", " + sum.sum().toBigInteger() + " of " + sum.nonNull();
    }
  }

  @Test
  void aSkippedRowIsNotTakenFromAnOldRunWhenANewerOneReplacedIt() {
    table.put(1, 1, 10L).put(1, 2, 20L).cut().put(5, 1, 99L);
    assertThat(rows(skip(HEAD, between(10, 20)))).containsExactly("1.2=20");
  }

  @Test
  void aSkippedRowIsNotTakenFromAnOldRunWhenANewerOneDeletedIt() {
    table.put(1, 1, 10L).put(1, 2, 20L).cut().delete(5, 1, 1).cut().put(9, 3, 15L);
    assertThat(rows(skip(HEAD, between(10, 20)))).containsExactly("1.2=20", "1.3=15");
  }

  @Test
  void aSkippedRowIsNotTakenWhenItsOwnRunHoldsANewerVersion() {
    table.put(1, 1, 10L).put(1, 2, 20L).put(3, 1, 99L).put(4, 2, 21L).delete(5, 1, 2);
    assertThat(rows(skip(HEAD, between(10, 21)))).isEmpty();
    assertThat(rows(skip(4, between(10, 21)))).containsExactly("1.2=21");
  }

  @Test
  void aVersionAboveTheSnapshotNeitherShowsNorHides() {
    table.put(1, 1, 10L).put(7, 1, 11L).cut().put(9, 1, 12L).put(9, 2, 12L);
    assertThat(rows(skip(5, between(10, 12)))).containsExactly("1.1=10");
    assertThat(rows(skip(8, between(10, 12)))).containsExactly("1.1=11");
    assertThat(rows(max(8))).containsExactly("1.1=11");
    assertThat(rows(min(HEAD))).containsExactly("1.1=12");
  }

  @Test
  void isNullMeansTheVisibleValue() {
    table.put(1, 1, null).put(1, 2, null).put(1, 3, 5L).cut().put(5, 1, 10L).put(5, 3, null);
    SkipFilter.Term isNull = new SkipFilter.Term(SmallTable.V, null);
    assertThat(rows(skip(HEAD, isNull))).containsExactly("1.2=null", "1.3=null");
    assertThat(rows(skip(1, isNull))).containsExactly("1.1=null", "1.2=null");
    assertThat(rows(skip(HEAD, between(0, 100)))).containsExactly("1.1=10");
  }

  @Test
  void theWindowOfHeightsIsThatOfTheVisibleVersion() {
    table.put(1, 1, 10L).put(3, 2, 20L).cut().put(5, 1, 11L).put(7, 3, 30L).cut().delete(8, 1, 2);
    assertThat(rows(skip(HEAD, 1, 4))).isEmpty();
    assertThat(rows(skip(6, 1, 4))).containsExactly("1.2=20");
    assertThat(rows(skip(HEAD, 5, 7))).containsExactly("1.1=11", "1.3=30");
    assertThat(rows(skip(HEAD, 8, 60))).isEmpty();
  }

  @Test
  void theGreatestCountsOnlyWhenNoNewerRunReplacedOrDeletedIt() {
    table.put(1, 1, 90L).put(1, 2, 80L).put(1, 3, 70L).put(1, 4, -90L).put(1, 5, -80L);
    table.cut().put(5, 1, 10L).put(5, 4, 0L).cut().delete(9, 1, 2);
    assertThat(rows(max(HEAD))).containsExactly("1.3=70");
    assertThat(rows(max(7))).containsExactly("1.2=80");
    assertThat(rows(max(1))).containsExactly("1.1=90");
    assertThat(rows(min(HEAD))).containsExactly("1.5=-80");
    assertThat(rows(top(HEAD, SmallTable.V, true, 3))).containsExactly("1.3=70", "1.1=10", "1.4=0");
  }

  @Test
  void theGreatestCountsOnlyWhenItsOwnRunHoldsNoNewerVersion() {
    table.put(1, 1, 90L).put(1, 2, 80L).put(1, 3, 70L).put(5, 1, 10L).delete(6, 1, 2);
    assertThat(rows(max(HEAD))).containsExactly("1.3=70");
    assertThat(rows(max(5))).containsExactly("1.2=80");
  }

  @Test
  void aSubtreeIsCutAgainstValidatedRowsOnly() {
    // The superseded 50s would fill the limit and cut the 40s away.
    for (int id = 0; id < 40; id++) {
      table.put(1, id, id < 20 ? 50L : 40L);
    }
    table.cut();
    for (int id = 0; id < 20; id++) {
      table.put(5, id, 1L);
    }
    assertThat(rows(top(HEAD, SmallTable.V, true, 2))).containsExactly("1.20=40", "1.21=40");
  }

  @Test
  void equalValuesComeByKeyAcrossRuns() {
    table.put(1, 5, 7L).put(1, 9, 7L).put(1, 2, 3L).cut().put(5, 7, 7L).put(5, 1, 3L);
    table.cut().put(9, 3, 7L).put(9, 8, 7L);
    List<String> sevens = List.of("1.3=7", "1.5=7", "1.7=7", "1.8=7", "1.9=7");
    for (int limit = 0; limit <= 5; limit++) {
      assertThat(rows(top(HEAD, SmallTable.V, true, limit))).isEqualTo(sevens.subList(0, limit));
    }
    assertThat(rows(top(HEAD, SmallTable.V, false, 3))).containsExactly("1.1=3", "1.2=3", "1.3=7");
  }

  @Test
  void longTextIsOrderedByItsValueNotByItsBounds() {
    table.put(1, 1, 1, 1L, ALIKE + "b").put(1, 1, 2, 2L, ALIKE + "d").put(1, 1, 3, 3L, ALIKE);
    table.cut().put(5, 1, 4, 4L, ALIKE + "c").put(5, 1, 5, 5L, ALIKE + "a");
    assertThat(rows(top(HEAD, SmallTable.NAME, true, 3)))
        .containsExactly("1.2=2", "1.4=4", "1.1=1");
    assertThat(rows(top(HEAD, SmallTable.NAME, false, 3)))
        .containsExactly("1.3=3", "1.5=5", "1.1=1");
    Key c = new Key((ALIKE + "c").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(rows(skip(HEAD, new SkipFilter.Term(SmallTable.NAME, new KeyRange(c, null)))))
        .containsExactly("1.2=2", "1.4=4");
  }

  @Test
  void nullNeverCountsAsLeastOrGreatest() {
    table.put(1, 1, null).put(1, 2, 5L).cut().put(5, 2, null).put(5, 3, 4L);
    assertThat(rows(top(HEAD, SmallTable.V, true, 9))).containsExactly("1.3=4");
    assertThat(rows(top(HEAD, SmallTable.V, false, 9))).containsExactly("1.3=4");
    assertThat(rows(top(HEAD, SmallTable.NAME, false, 9))).isEmpty();
  }

  @Test
  void aGroupOfNetCountZeroDoesNotExist() {
    table.put(1, 1, 1, 10L, null).put(1, 2, 1, 20L, null).put(1, 3, 1, null, null);
    table.put(1, 4, 1, 40L, null);
    table.cut().delete(5, 1, 1).delete(5, 3, 1).put(6, 3, 2, 7L, null).delete(5, 4, 1);
    assertThat(totals(HEAD, 1, KeyRange.ALL)).containsExactly("2: 1, 20 of 1", "3: 1, 7 of 1");
    assertThat(totals(4, 1, KeyRange.ALL))
        .containsExactly("1: 1, 10 of 1", "2: 1, 20 of 1", "3: 1, 0 of 0", "4: 1, 40 of 1");
  }

  @Test
  void aNodeOfNetCountZeroIsNotEmpty() {
    // The newer run counts 0 in all: one row came, one went, and their sums differ.
    table.put(1, 1, 10L).put(1, 2, 20L).cut().delete(5, 1, 1).put(5, 3, 5L);
    assertThat(totals(HEAD, 0, KeyRange.ALL)).containsExactly("all: 2, 25 of 2");
    assertThat(totals(HEAD, 1, KeyRange.ALL)).containsExactly("1: 2, 25 of 2");
  }

  @Test
  void theSumOfNoValueSaysThatThereIsNone() {
    table.put(1, 1, 10L).put(1, 2, null).cut().put(5, 1, null);
    assertThat(totals(HEAD, 0, KeyRange.ALL)).containsExactly("all: 2, 0 of 0");
    assertThat(totals(4, 0, KeyRange.ALL)).containsExactly("all: 2, 10 of 1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 60})
  void aNodeWithVersionsAboveTheSnapshotIsOpened(long snapshot) {
    for (int id = 0; id < 70; id++) {
      table.put(1 + id % 8, id, 1L);
    }
    long rows = 0;
    for (int id = 0; id < 70; id++) {
      rows += 1 + id % 8 <= snapshot ? 1 : 0;
    }
    String expected = "all: " + rows + ", " + rows + " of " + rows;
    assertThat(totals(snapshot, 0, KeyRange.ALL)).containsExactly(expected);
  }

  @Test
  void aGroupCutByARangeCountsWhatLiesInIt() {
    for (int id = 0; id < 10; id++) {
      table.put(1, 1, id, 1L, null).put(1, 2, id, 1L, null);
    }
    KeyRange middle = new KeyRange(table.key(1, 8), table.key(2, 3));
    assertThat(totals(HEAD, 1, middle)).containsExactly("1: 2, 2 of 2", "2: 3, 3 of 3");
    assertThat(totals(HEAD, 0, middle)).containsExactly("all: 5, 5 of 5");
  }

  @Test
  void aGroupInTwoRangesIsOneGroup() {
    for (int id = 0; id < 10; id++) {
      table.put(1, 1, id, 1L, null).put(1, 2, id, 1L, null);
    }
    KeyRange first = new KeyRange(table.key(1, 8), table.key(2, 3));
    KeyRange second = new KeyRange(table.key(2, 5), table.key(2, 6));
    KeyRange last = new KeyRange(table.key(2, 9), null);
    assertThat(totals(HEAD, 1, first, second, last))
        .containsExactly("1: 2, 2 of 2", "2: 5, 5 of 5");
  }

  @Test
  void theGrandTotalOfNothingIsAResult() {
    assertThat(totals(HEAD, 0, KeyRange.ALL)).containsExactly("all: 0, 0 of 0");
    assertThat(totals(HEAD, 0)).containsExactly("all: 0, 0 of 0");
    assertThat(totals(HEAD, 1, KeyRange.ALL)).isEmpty();
    table.put(3, 1, 10L);
    assertThat(totals(2, 0, KeyRange.ALL)).containsExactly("all: 0, 0 of 0");
    assertThat(totals(2, 1, KeyRange.ALL)).isEmpty();
  }

  @Test
  void totalsAreThereOnlyWhileAGroupIsCurrent() {
    table.put(1, 1, 10L);
    ReadSpec.Aggregate spec =
        new ReadSpec.Aggregate(SmallTable.ID, List.of(), HEAD, List.of(KeyRange.ALL), 1);
    AggregateCursor cursor = reader().aggregate(spec);
    assertThatThrownBy(cursor::live).isInstanceOf(NoSuchElementException.class);
    assertThat(cursor.next()).isTrue();
    assertThatThrownBy(() -> cursor.sum(SmallTable.V)).isInstanceOf(IllegalArgumentException.class);
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.next()).isFalse();
    assertThatThrownBy(cursor::group).isInstanceOf(NoSuchElementException.class);
  }
}
