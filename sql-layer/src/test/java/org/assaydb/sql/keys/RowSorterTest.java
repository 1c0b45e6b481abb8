package org.assaydb.sql.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.junit.jupiter.api.Test;

class RowSorterTest {
  private static final Runnable NEVER = () -> {};

  @Test
  void sortsRowsOfAnyTypesAsAStableSortByComparingDoes() {
    Kind[] kinds = Kind.values();
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<ValueType> types = new ArrayList<>();
      List<RowOrder.Key> keys = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        types.add(SampleRows.type(kinds[random.nextInt(kinds.length)]));
        keys.add(new RowOrder.Key(2 - c, random.nextBoolean(), random.nextBoolean()));
      }
      RowOrder order = new RowOrder(keys.subList(0, random.nextInt(4)));
      int n = seed % 2 == 0 ? random.nextInt(40) : 2000;
      Batch batch = SampleRows.batch(types, SampleRows.rows(types, n, random));
      Integer[] expected = new Integer[n];
      Arrays.setAll(expected, i -> i);
      Arrays.sort(expected, (a, b) -> order.compare(batch, a, batch, b));
      assertThat(RowSorter.sort(batch, order, NEVER))
          .containsExactly(Arrays.stream(expected).mapToInt(i -> i).toArray());
    }
  }

  @Test
  void ordersTextByCodePointsAndShorterBeforeLonger() {
    List<String> inOrder = new ArrayList<>(List.of("", "\u0000", "\u0000\u0000", "a", "a\u0000"));
    String prefix = "x".repeat(40);
    for (String end : List.of("", "\u0000", "a", "é", "\uFFFD", "😀")) {
      inOrder.add(prefix + end);
    }
    Random random = new Random(5);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String text = inOrder.get(random.nextInt(inOrder.size()));
      rows.add(List.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    Batch batch = SampleRows.batch(List.of(ValueType.of(Kind.VARCHAR)), rows);
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, false, false)));
    BytesVector sorted =
        (BytesVector) batch.gather(RowSorter.sort(batch, order, NEVER), 3000).column(0);
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      ranks.add(inOrder.indexOf(sorted.text(i)));
    }
    assertThat(ranks).isSorted().contains(0, inOrder.size() - 1);
  }

  @Test
  void sortsAllOfLongAndItsEnds() {
    long[] values = new Random(1).longs(5000).toArray();
    values[17] = Long.MIN_VALUE;
    values[18] = Long.MAX_VALUE;
    Batch batch = new Batch(values.length, new LongVector(values, values.length, null));
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, true, false)));
    long[] sorted =
        ((LongVector) batch.gather(RowSorter.sort(batch, order, NEVER), 5000).column(0)).values();
    long[] expected = values.clone();
    Arrays.sort(expected);
    for (int i = 0; i < 5000; i++) {
      assertThat(sorted[i]).isEqualTo(expected[4999 - i]);
    }
  }

  @Test
  void endsWhenTheStatementDoes() {
    long[] values = new Random(1).longs(5000).toArray();
    Batch batch = new Batch(values.length, new LongVector(values, values.length, null));
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, false, false)));
    Runnable end =
        () -> {
          throw new IllegalStateException("cancelled");
        };
    assertThatThrownBy(() -> RowSorter.sort(batch, order, end)).hasMessage("cancelled");
  }
}
