package org.assaydb.sql.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.AggregateCall.Modifiers;
import org.assaydb.sql.aggregate.SampleCalls;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.window.Frame;
import org.assaydb.sql.window.FrameBound;
import org.assaydb.sql.window.WindowCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowPlanTest {
  private static final long MUCH = 1L << 40;
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final int ID = SampleCalls.TYPES.size();
  private static final int SMALL = ID + 1;

  /** Those of the sample calls, a number that is unique, and a small one. */
  private static final List<ValueType> TYPES =
      Stream.concat(SampleCalls.TYPES.stream(), Stream.of(BIGINT, BIGINT)).toList();

  private static final List<String> OWN =
      List.of(
          "ROW_NUMBER",
          "RANK",
          "DENSE_RANK",
          "PERCENT_RANK",
          "CUME_DIST",
          "NTILE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE");

  private static List<List<@Nullable Object>> rows(int n, Random random) {
    List<List<@Nullable Object>> rows = SampleCalls.rows(n, random);
    long tiles = 1 + random.nextInt(6);
    for (int i = 0; i < n; i++) {
      rows.get(i).add((long) i);
      rows.get(i).add(tiles);
    }
    return rows;
  }

  private static AggregateCall own(Random random) {
    String function = OWN.get(random.nextInt(OWN.size()));
    int value = 2 + random.nextInt(10);
    ValueType type = SampleCalls.TYPES.get(value);
    boolean ignoreNulls = random.nextBoolean();
    AggregateCall call =
        switch (function) {
          case "PERCENT_RANK", "CUME_DIST" ->
              new AggregateCall(function, ValueType.of(Kind.DOUBLE));
          case "NTILE" -> new AggregateCall(function, BIGINT, SMALL);
          case "LAG", "LEAD" -> {
            int offset = random.nextBoolean() ? SMALL : 2;
            yield switch (random.nextInt(3)) {
              case 0 -> new AggregateCall(function, type, value);
              case 1 -> new AggregateCall(function, type, value, offset);
              default -> new AggregateCall(function, type, value, offset, value);
            };
          }
          case "FIRST_VALUE", "LAST_VALUE" -> new AggregateCall(function, type, value);
          case "NTH_VALUE" -> new AggregateCall(function, type, value, SMALL);
          default -> new AggregateCall(function, BIGINT);
        };
    return call.with(new Modifiers(false, ignoreNulls, -1, List.of()));
  }

  private static Expression constant(Kind kind, @Nullable Object value) {
    ValueType type = kind == Kind.DECIMAL ? ValueType.decimal(10, 1) : ValueType.of(kind);
    return new Samples.Computed(type, row -> value);
  }

  private static Expression offset(Frame.Unit unit, ValueType key, Random random) {
    long n = random.nextInt(4);
    if (unit != Frame.Unit.RANGE) {
      return constant(Kind.BIGINT, random.nextInt(9) == 0 ? Long.MAX_VALUE : (Object) n);
    }
    return switch (key.kind()) {
      case DATE ->
          random.nextBoolean()
              ? constant(Kind.MONTHS, n % 2)
              : constant(Kind.MICROS, n * 50_000_000_000L);
      case MICROS -> constant(Kind.MICROS, n == 0 ? 0 : random.nextLong() >>> 1 + 10 * n);
      case DOUBLE -> constant(Kind.DOUBLE, n * 0.75 + 0.5);
      default ->
          random.nextBoolean()
              ? constant(Kind.BIGINT, n)
              : constant(Kind.DECIMAL, BigInteger.valueOf(7 * n));
    };
  }

  private static FrameBound bound(
      Frame.Unit unit, ValueType key, int least, int most, Random random) {
    return switch (least + random.nextInt(most - least + 1)) {
      case 0 -> FrameBound.UNBOUNDED_PRECEDING;
      case 1 -> FrameBound.preceding(offset(unit, key, random));
      case 2 -> FrameBound.CURRENT_ROW;
      case 3 -> FrameBound.following(offset(unit, key, random));
      default -> FrameBound.UNBOUNDED_FOLLOWING;
    };
  }

  private static WindowCall window(AggregateCall function, Random random) {
    List<Integer> partition = random.nextBoolean() ? List.of() : List.of(0);
    int[] keyColumns = {2, 3, 4, 5, 6, 9, 11};
    int column = keyColumns[random.nextInt(keyColumns.length)];
    RowOrder.Key key = new RowOrder.Key(column, random.nextBoolean(), random.nextBoolean());
    Frame.Unit unit = Frame.Unit.values()[random.nextInt(3)];
    FrameBound start = bound(unit, TYPES.get(column), 0, 3, random);
    FrameBound end = bound(unit, TYPES.get(column), 1, 4, random);
    Frame.Exclusion exclusion =
        random.nextBoolean()
            ? Frame.Exclusion.NO_OTHERS
            : Frame.Exclusion.values()[random.nextInt(4)];
    return new WindowCall(
        function, partition, List.of(key), new Frame(unit, start, end, exclusion));
  }

  @Test
  void everyFunctionOverEveryFrameGivesWhatItsDefinitionGives() {
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      List<List<@Nullable Object>> rows = rows(random.nextInt(30), random);
      List<WindowCall> calls = new ArrayList<>();
      calls.add(window(random.nextBoolean() ? own(random) : SampleCalls.call(random), random));
      if (random.nextBoolean()) {
        WindowCall first = calls.get(0);
        Frame other = window(own(random), random).frame();
        boolean range =
            other.unit() == Frame.Unit.RANGE
                && (other.start().offset() != null || other.end().offset() != null);
        calls.add(
            new WindowCall(
                own(random), first.partition(), first.order(), range ? Frame.DEFAULT : other));
      }
      check(calls, rows, random, "seed " + seed + " " + calls);
    }
  }

  /** Aggregates of these give the same whatever the order of rows that are equal in theirs. */
  @Test
  void severalWindowsStandSideBySide() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<WindowCall> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(window(new AggregateCall("COUNT", BIGINT, 2 + i), random));
      }
      calls.replaceAll(
          call -> new WindowCall(call.function(), call.partition(), call.order(), Frame.DEFAULT));
      check(calls, rows(random.nextInt(30), random), random, "seed " + seed + " " + calls);
    }
  }

  private static void check(
      List<WindowCall> calls, List<List<@Nullable Object>> rows, Random random, String what) {
    Plan plan = WindowPlan.over(Samples.plan(TYPES, rows, random), calls);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    try {
      for (List<@Nullable Object> row : rows) {
        List<@Nullable Object> all = new ArrayList<>(SampleRows.comparableRow(row));
        for (WindowCall call : calls) {
          all.add(SampleRows.comparable(NaiveWindows.compute(call, TYPES, rows, row)));
        }
        expected.add(all);
      }
    } catch (SqlLayerException e) {
      assertState(e.sqlState(), plan);
      return;
    }
    List<List<@Nullable Object>> got =
        new ArrayList<>(Samples.run(plan, random.nextBoolean() ? MUCH : 0));
    got.sort(Comparator.comparing(row -> (Long) row.get(ID)));
    assertThat(got).as(what).isEqualTo(expected);
  }

  private static void assertState(String state, Plan plan) {
    assertThatThrownBy(() -> Samples.run(plan, MUCH))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
  }

  /** Column 0: 0 to n - 1; column 1: three times less. */
  private static List<List<@Nullable Object>> numbers(int n) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      rows.add(Arrays.asList(i, i / 3));
    }
    return rows;
  }

  private static Plan over(int n, AggregateCall function, Frame frame) {
    return WindowPlan.over(
        new Samples.Rows(List.of(BIGINT, BIGINT), numbers(n)),
        List.of(
            new WindowCall(
                function, List.of(), List.of(new RowOrder.Key(0, false, false)), frame)));
  }

  private static Frame rowsFrame(FrameBound start, FrameBound end, Frame.Exclusion exclusion) {
    return new Frame(Frame.Unit.ROWS, start, end, exclusion);
  }

  @Test
  void longMovingFramesTakeNoQuadraticTime() {
    int n = 60_000;
    long wide = n / 2;
    Frame frame =
        rowsFrame(
            FrameBound.preceding(constant(Kind.BIGINT, wide)),
            FrameBound.CURRENT_ROW,
            Frame.Exclusion.CURRENT_ROW);
    List<List<@Nullable Object>> sums =
        Samples.run(over(n, new AggregateCall("SUM", BIGINT, 0), frame), MUCH);
    for (int i = 0; i < n; i += 997) {
      long from = Math.max(0, i - wide);
      Object expected = i == 0 ? null : (Object) ((from + i - 1) * (i - from) / 2);
      assertThat(sums.get(i).get(2)).isEqualTo(expected);
    }
    List<List<@Nullable Object>> least =
        Samples.run(over(n, new AggregateCall("MIN", BIGINT, 0), frame), MUCH);
    assertThat(least.get(n - 1).get(2)).isEqualTo(n - 1 - wide);
  }

  /** Of a long partition memory holds what the calls look at; the rest of its rows is in a file. */
  @Test
  void columnsThatNoCallLooksAtGoToAFile() {
    int n = 30_000;
    String wide = "x".repeat(500);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      rows.add(Arrays.asList(i, (wide + i).getBytes(US_ASCII)));
    }
    Plan plan =
        WindowPlan.over(
            new Samples.Rows(List.of(BIGINT, ValueType.of(Kind.VARCHAR)), rows),
            List.of(
                new WindowCall(
                    new AggregateCall("SUM", BIGINT, 0),
                    List.of(),
                    List.of(new RowOrder.Key(0, true, false)),
                    Frame.DEFAULT)));
    try (Workspace workspace = new Workspace(1 << 20, () -> {})) {
      RowSource source = plan.open(Samples.evaluation(workspace));
      long i = 0;
      for (Batch batch = source.next(); batch != null; batch = source.next()) {
        assertThat(workspace.reservedBytes()).isLessThan(4L << 20);
        for (List<@Nullable Object> row : SampleRows.rows(batch)) {
          long id = n - 1 - i++;
          long sum = (id + n - 1) * (n - id) / 2;
          assertThat(row.get(0)).isEqualTo(id);
          assertThat(row.get(1)).isEqualTo(SampleRows.comparable((wide + id).getBytes(US_ASCII)));
          assertThat(row.get(2)).isEqualTo(sum);
        }
      }
      assertThat(i).isEqualTo(n);
      source.close();
    }
  }

  @Test
  void growingDistinctCountsGoFromRowToRow() {
    AggregateCall count = new AggregateCall("COUNT", BIGINT, 1).with(Modifiers.NONE.withDistinct());
    List<List<@Nullable Object>> rows = Samples.run(over(9000, count, Frame.DEFAULT), MUCH);
    assertThat(rows.get(0)).containsExactly(0L, 0L, 1L);
    assertThat(rows.get(8999)).containsExactly(8999L, 2999L, 3000L);
  }

  @Test
  void offsetsThatAreNegativeOrNullAreErrors() {
    for (Object offset : new @Nullable Object[] {-1L, null}) {
      for (Frame.Unit unit : Frame.Unit.values()) {
        FrameBound bound = FrameBound.preceding(constant(Kind.BIGINT, offset));
        Frame frame = new Frame(unit, bound, FrameBound.CURRENT_ROW, Frame.Exclusion.NO_OTHERS);
        String state = offset == null ? "22004" : "22013";
        assertState(state, over(1, new AggregateCall("COUNT", BIGINT), frame));
        assertThat(Samples.run(over(0, new AggregateCall("COUNT", BIGINT), frame), MUCH)).isEmpty();
      }
    }
  }

  @Test
  void numbersOfPartsAndRowsMustBePositive() {
    assertState("22014", over(1, new AggregateCall("NTILE", BIGINT, 0), Frame.DEFAULT));
    assertState("22016", over(1, new AggregateCall("NTH_VALUE", BIGINT, 1, 0), Frame.DEFAULT));
  }

  @Test
  void partsAreAsEqualAsCanBe() {
    List<ValueType> types = List.of(BIGINT, ValueType.of(Kind.SMALLINT));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 1; i <= 6; i++) {
      rows.add(Arrays.asList(i, 4L));
    }
    rows.add(Arrays.asList(9L, null));
    WindowCall tiles =
        new WindowCall(
            new AggregateCall("NTILE", BIGINT, 1),
            List.of(1),
            List.of(new RowOrder.Key(0, false, false)),
            Frame.DEFAULT);
    assertThat(Samples.run(WindowPlan.over(new Samples.Rows(types, rows), List.of(tiles)), MUCH))
        .extracting(row -> row.get(2))
        .containsExactly(1L, 1L, 2L, 2L, 3L, 4L, null);
  }

  @Test
  void monthsReachToTheLastDayOfShorterMonths() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String date : List.of("2024-01-01", "2024-01-05", "2024-03-01", "2024-03-20")) {
      rows.add(List.of(java.time.LocalDate.parse(date).toEpochDay() * 86_400_000_000L));
    }
    Frame frame =
        new Frame(
            Frame.Unit.RANGE,
            FrameBound.preceding(constant(Kind.MONTHS, 1L)),
            FrameBound.CURRENT_ROW,
            Frame.Exclusion.NO_OTHERS);
    WindowCall call =
        new WindowCall(
            new AggregateCall("COUNT", BIGINT),
            List.of(),
            List.of(new RowOrder.Key(0, false, false)),
            frame);
    Plan input = new Samples.Rows(List.of(ValueType.of(Kind.TIMESTAMP)), rows);
    assertThat(Samples.run(WindowPlan.over(input, List.of(call)), MUCH))
        .extracting(row -> row.get(1))
        .containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void infiniteDistancesReachFromAnInfinityToAllButNan() {
    List<ValueType> types = List.of(ValueType.of(Kind.DOUBLE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Double key : new @Nullable Double[] {Double.POSITIVE_INFINITY, 1.0, Double.NaN, null}) {
      rows.add(Arrays.asList(key));
    }
    FrameBound bound = FrameBound.preceding(constant(Kind.DOUBLE, Double.POSITIVE_INFINITY));
    WindowCall call =
        new WindowCall(
            new AggregateCall("COUNT", BIGINT),
            List.of(),
            List.of(new RowOrder.Key(0, false, false)),
            new Frame(Frame.Unit.RANGE, bound, bound, Frame.Exclusion.NO_OTHERS));
    // As PostgreSQL 15: of 1, infinity, NaN, NULL.
    assertThat(Samples.run(WindowPlan.over(new Samples.Rows(types, rows), List.of(call)), MUCH))
        .extracting(row -> row.get(1))
        .containsExactly(0L, 2L, 1L, 1L);
  }

  @Test
  void distancesBetweenOtherTypesAreRefused() {
    Frame frame =
        new Frame(
            Frame.Unit.RANGE,
            FrameBound.preceding(constant(Kind.MONTHS, 1L)),
            FrameBound.CURRENT_ROW,
            Frame.Exclusion.NO_OTHERS);
    assertState("0A000", over(1, new AggregateCall("COUNT", BIGINT), frame));
  }
}
