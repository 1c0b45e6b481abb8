package org.assaydb.sql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall.Modifiers;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that PostgreSQL gives for the same rows. */
class AggregatesTest {
  private static final ValueType INTEGER = ValueType.of(Kind.INTEGER);
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final ValueType DOUBLE = ValueType.of(Kind.DOUBLE);
  private static final ValueType TEXT = ValueType.of(Kind.VARCHAR);

  private static @Nullable Object compute(
      AggregateCall call, List<ValueType> types, List<List<@Nullable Object>> rows) {
    Accumulator accumulator = Aggregates.find(call, types).create(() -> {});
    accumulator.grow(1);
    Batch batch = SampleRows.batch(types, rows);
    Vector[] arguments =
        Arrays.stream(call.columns()).mapToObj(batch::column).toArray(Vector[]::new);
    accumulator.add(arguments, new int[rows.size()], rows.size());
    return accumulator.result(0, 1).value(0);
  }

  private static List<List<@Nullable Object>> column(@Nullable Object... values) {
    return Arrays.stream(values).map(Arrays::asList).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void varianceOfLargeNumbersDoesNotCancelOut() {
    List<List<@Nullable Object>> rows = column(1000000001.0, 1000000002.0, 1000000003.0);
    assertThat(compute(new AggregateCall("VAR_SAMP", DOUBLE, 0), List.of(DOUBLE), rows))
        .isEqualTo(1.0);
    assertThat(compute(new AggregateCall("STDDEV", DOUBLE, 0), List.of(DOUBLE), rows))
        .isEqualTo(1.0);
  }

  @Test
  void covarianceIsNotRoundedToTheTypeOfAnArgument() {
    List<ValueType> types = List.of(INTEGER, ValueType.decimal(5, 2));
    List<List<@Nullable Object>> rows =
        List.of(
            List.of(1L, BigInteger.valueOf(150)),
            List.of(2L, BigInteger.valueOf(250)),
            List.of(4L, BigInteger.valueOf(350)));
    ValueType numeric = ValueType.decimal(38, 16);
    BigInteger one = BigInteger.TEN.pow(16);
    assertThat(compute(new AggregateCall("COVAR_POP", numeric, 0, 1), types, rows)).isEqualTo(one);
    assertThat(compute(new AggregateCall("COVAR_SAMP", DOUBLE, 0, 1), types, rows)).isEqualTo(1.5);
    assertThat(compute(new AggregateCall("REGR_SXX", DOUBLE, 0, 1), types, rows)).isEqualTo(2.0);
    assertThat(compute(new AggregateCall("REGR_SYY", DOUBLE, 0, 1), types, rows))
        .isEqualTo(14.0 / 3);
    assertThat(compute(new AggregateCall("REGR_SLOPE", DOUBLE, 0, 1), types, rows)).isEqualTo(1.5);
    // 3 / sqrt(28 / 3) = 0.98198050606196571...; PostgreSQL is two units off in the last place.
    assertThat(compute(new AggregateCall("CORR", DOUBLE, 0, 1), types, rows))
        .isEqualTo(0.9819805060619657);
  }

  @Test
  void sumMayPassTheRangeOnItsWay() {
    List<List<@Nullable Object>> rows = column(Long.MAX_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE);
    AggregateCall sum = new AggregateCall("SUM", BIGINT, 0);
    assertThat(compute(sum, List.of(BIGINT), rows)).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> compute(sum, List.of(BIGINT), rows.subList(0, 2)))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
  }

  @Test
  void floatingSumsDoNotLoseSmallTerms() {
    AggregateCall sum = new AggregateCall("SUM", DOUBLE, 0);
    assertThat(compute(sum, List.of(DOUBLE), column(1e16, 1.0, -1e16))).isEqualTo(1.0);
    assertThat(compute(sum, List.of(DOUBLE), column(1e308, 1e308, -1e308))).isEqualTo(1e308);
    assertThatThrownBy(() -> compute(sum, List.of(DOUBLE), column(1e308, 1e308)))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
  }

  @Test
  void nanIsTheGreatestAndZeroHasNoSign() {
    List<List<@Nullable Object>> rows = column(1.0, Double.NaN, -1.5, null);
    assertThat(compute(new AggregateCall("MAX", DOUBLE, 0), List.of(DOUBLE), rows))
        .isEqualTo(Double.NaN);
    assertThat(compute(new AggregateCall("MIN", DOUBLE, 0), List.of(DOUBLE), rows)).isEqualTo(-1.5);
  }

  @Test
  void distinctTextsComeInTheOrderOfTheirFirstRows() {
    List<ValueType> types = List.of(INTEGER, TEXT, TEXT);
    List<List<@Nullable Object>> rows =
        List.of(
            Arrays.asList(3L, utf8("b"), utf8("|")),
            Arrays.asList(2L, utf8("ä"), utf8("|")),
            Arrays.asList(4L, null, utf8("|")),
            Arrays.asList(1L, utf8("b"), utf8("|")));
    Modifiers order = Modifiers.NONE.withOrder(List.of(new RowOrder.Key(0, false, false)));
    AggregateCall all = new AggregateCall("STRING_AGG", TEXT, 1, 2).with(order);
    assertThat((byte[]) compute(all, types, rows)).isEqualTo(utf8("b|ä|b"));
    AggregateCall distinct = all.with(order.withDistinct());
    assertThat((byte[]) compute(distinct, types, rows)).isEqualTo(utf8("b|ä"));
  }

  @Test
  void percentilesLieAtOrBetweenValues() {
    ValueType share = ValueType.decimal(3, 2);
    List<ValueType> types = List.of(share, INTEGER);
    BigInteger half = BigInteger.valueOf(50);
    List<List<@Nullable Object>> rows =
        List.of(
            Arrays.asList(half, 4L),
            Arrays.asList(half, null),
            Arrays.asList(half, 1L),
            Arrays.asList(half, 2L),
            Arrays.asList(half, 9L));
    Modifiers up = Modifiers.NONE.withOrder(List.of(new RowOrder.Key(1, false, false)));
    Modifiers down = Modifiers.NONE.withOrder(List.of(new RowOrder.Key(1, true, true)));
    AggregateCall continuous = new AggregateCall("PERCENTILE_CONT", DOUBLE, 0);
    AggregateCall discrete = new AggregateCall("PERCENTILE_DISC", INTEGER, 0);
    assertThat(compute(continuous.with(up), types, rows)).isEqualTo(3.0);
    assertThat(compute(discrete.with(up), types, rows)).isEqualTo(2L);
    assertThat(compute(discrete.with(down), types, rows)).isEqualTo(4L);
    AggregateCall mode = new AggregateCall("MODE", INTEGER).with(down);
    assertThat(compute(mode, types, rows)).isEqualTo(9L);
  }

  @Test
  void tenthOfTenRowsIsOneThoughTheFractionIsBinary() {
    List<ValueType> types = List.of(DOUBLE, INTEGER);
    List<List<@Nullable Object>> rows = new java.util.ArrayList<>();
    for (long i = 1; i <= 10; i++) {
      rows.add(List.of(0.1, i));
    }
    Modifiers up = Modifiers.NONE.withOrder(List.of(new RowOrder.Key(1, false, false)));
    AggregateCall discrete = new AggregateCall("PERCENTILE_DISC", INTEGER, 0).with(up);
    assertThat(compute(discrete, types, rows)).isEqualTo(1L);
    rows.replaceAll(row -> List.of(1.5, 1L));
    assertThatThrownBy(() -> compute(discrete, types, rows))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
  }

  @Test
  void functionsOfOtherTypesAreRefused() {
    ValueType months = ValueType.of(Kind.MONTHS);
    ValueType row = ValueType.row(List.of(INTEGER));
    for (AggregateCall call :
        List.of(
            new AggregateCall("SUM", TEXT, 0),
            new AggregateCall("AVG", months, 1),
            new AggregateCall("MAX", row, 2),
            new AggregateCall("VAR_POP", DOUBLE, 0),
            new AggregateCall("LISTAGG", TEXT, 2))) {
      assertThatThrownBy(() -> Aggregates.find(call, List.of(TEXT, months, row)))
          .isInstanceOfSatisfying(
              SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"));
    }
  }

  /** Sums and means of the same values share them; others do not. */
  @Test
  void callsOverTheSameRowsHaveTheirOwnResults() {
    ValueType mean = ValueType.decimal(38, 2);
    Modifiers filtered = Modifiers.NONE.withFilter(1);
    List<AggregateCall> calls =
        List.of(
            new AggregateCall("SUM", BIGINT, 0),
            new AggregateCall("AVG", mean, 0),
            new AggregateCall("SUM", BIGINT, 0).with(Modifiers.NONE.withDistinct()),
            new AggregateCall("AVG", mean, 0).with(filtered),
            new AggregateCall("COUNT", BIGINT, 0),
            new AggregateCall("$SUM0", BIGINT, 0),
            new AggregateCall("SUM", BIGINT, 0).with(filtered),
            new AggregateCall("SUM", BIGINT, 2));
    List<ValueType> types = List.of(INTEGER, ValueType.of(Kind.BOOLEAN), INTEGER);
    List<AggregateFunction> functions =
        calls.stream().map(call -> Aggregates.find(call, types)).toList();
    Accumulator[] accumulators = Aggregates.create(calls, functions, () -> {});
    Vector values = SampleRows.batch(List.of(INTEGER), column(1L, 2L, 2L, null)).column(0);
    Vector chosen = SampleRows.batch(List.of(INTEGER), column(1L)).column(0);
    for (int c = 0; c < accumulators.length; c++) {
      boolean filter = calls.get(c).modifiers().filter() >= 0;
      accumulators[c].grow(1);
      accumulators[c].add(new Vector[] {filter ? chosen : values}, new int[4], filter ? 1 : 4);
    }
    assertThat(Arrays.stream(accumulators).map(a -> a.result(0, 1).value(0)))
        .containsExactly(5L, BigInteger.valueOf(167), 3L, BigInteger.valueOf(100), 3L, 5L, 1L, 5L);
  }
}
