package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.operator.Samples.Computed;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortTest {
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final long PLENTY = 1L << 30;

  private static Expression constant(@Nullable Long value) {
    return new Computed(BIGINT, row -> value);
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, 20_000, 1000, 0})
  void sortsStablyAndGivesTheFirstRows(long budgetBytes) {
    Kind[] kinds = Kind.values();
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<ValueType> types = new ArrayList<>(List.of(BIGINT));
      List<RowOrder.Key> keys = new ArrayList<>();
      int count = random.nextInt(3);
      for (int c = 0; c < count; c++) {
        types.add(SampleRows.type(kinds[random.nextInt(kinds.length)]));
        keys.add(new RowOrder.Key(c + 1, random.nextBoolean(), random.nextBoolean()));
      }
      RowOrder order = new RowOrder(keys);
      int n = seed % 40 == 0 ? 5000 : random.nextInt(60);
      List<List<@Nullable Object>> rows = SampleRows.rows(types, n, random);
      List<List<@Nullable Object>> expected = sorted(types, rows, order);
      Plan input = n > 100 ? new Samples.Rows(types, rows) : Samples.plan(types, rows, random);
      assertThat(Samples.run(new SortPlan(input, order), budgetBytes))
          .as("seed %s", seed)
          .isEqualTo(expected);
      int offset = random.nextInt(4) == 0 ? random.nextInt(n + 2) : random.nextInt(3);
      int fetch = random.nextInt(4) == 0 ? random.nextInt(n + 2) : random.nextInt(10);
      boolean ties = random.nextBoolean();
      Plan top = new TopPlan(input, order, constant((long) offset), constant((long) fetch), ties);
      int past = Math.min(n, offset + fetch);
      List<List<@Nullable Object>> first =
          new ArrayList<>(
              expected.subList(Math.min(n, offset), Math.max(past, Math.min(n, offset))));
      Batch all = SampleRows.batch(types, unwrapped(types, rows, order));
      while (ties
          && fetch > 0
          && past > offset
          && past < n
          && order.compare(all, offset + fetch - 1, all, past) == 0) {
        first.add(expected.get(past++));
      }
      assertThat(Samples.run(top, budgetBytes)).as("seed %s: top", seed).isEqualTo(first);
    }
  }

  private static List<List<@Nullable Object>> unwrapped(
      List<ValueType> types, List<List<@Nullable Object>> rows, RowOrder order) {
    Batch batch = SampleRows.batch(types, rows);
    Integer[] places = new Integer[rows.size()];
    Arrays.setAll(places, i -> i);
    Arrays.sort(places, (a, b) -> order.compare(batch, a, batch, b));
    List<List<@Nullable Object>> sorted = new ArrayList<>();
    for (int place : places) {
      sorted.add(rows.get(place));
    }
    return sorted;
  }

  private static List<List<@Nullable Object>> sorted(
      List<ValueType> types, List<List<@Nullable Object>> rows, RowOrder order) {
    return unwrapped(types, rows, order).stream().map(SampleRows::comparableRow).toList();
  }

  @Test
  void throwsRowsAwayWhileOnlyFewCount() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 60_000; i++) {
      rows.add(List.of(i * 7919 % 60_000 / 3));
    }
    Plan input = new Samples.Rows(List.of(BIGINT), rows, 4096);
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, true, false)));
    Plan top = new TopPlan(input, order, constant(1L), constant(3L), true);
    assertThat(Samples.run(top, PLENTY))
        .containsExactly(
            List.of(19_999L),
            List.of(19_999L),
            List.of(19_998L),
            List.of(19_998L),
            List.of(19_998L));
    Plan fewer = new TopPlan(input, order, null, constant(2L), false);
    assertThat(Samples.run(fewer, PLENTY)).containsExactly(List.of(19_999L), List.of(19_999L));
  }

  @Test
  void limitsGiveAStretchOfAnyLength() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 10; i++) {
      rows.add(List.of(i));
    }
    Plan input = new Samples.Rows(List.of(BIGINT), rows, 4);
    Expression huge = new Computed(ValueType.decimal(30, 1), row -> BigInteger.TEN.pow(29));
    Expression oneAndAHalf = new Computed(ValueType.decimal(3, 1), row -> BigInteger.valueOf(15));
    assertThat(Samples.run(new LimitPlan(input, constant(3L), constant(3L)), 0))
        .containsExactly(List.of(3L), List.of(4L), List.of(5L));
    assertThat(Samples.run(new LimitPlan(input, huge, huge), 0)).isEmpty();
    assertThat(Samples.run(new LimitPlan(input, constant(8L), huge), 0)).hasSize(2);
    assertThat(Samples.run(new LimitPlan(input, constant(null), constant(null)), 0)).hasSize(10);
    assertThat(Samples.run(new LimitPlan(input, null, constant(0L)), 0)).isEmpty();
    assertThat(Samples.run(new LimitPlan(input, null, oneAndAHalf), 0)).hasSize(2);
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, true, false)));
    assertThat(Samples.run(new TopPlan(input, order, constant(9L), huge, true), 0))
        .containsExactly(List.of(0L));
    assertThat(Samples.run(new TopPlan(input, order, huge, constant(1L), true), 0)).isEmpty();
  }

  @Test
  void refusesNegativeNumbersOfRows() {
    Plan input = new Samples.Rows(List.of(BIGINT), List.of());
    RowOrder order = new RowOrder(List.of());
    assertThatThrownBy(() -> Samples.run(new LimitPlan(input, null, constant(-1L)), 0))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("2201W"));
    assertThatThrownBy(() -> Samples.run(new TopPlan(input, order, constant(-1L), null, false), 0))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("2201X"));
  }
}
