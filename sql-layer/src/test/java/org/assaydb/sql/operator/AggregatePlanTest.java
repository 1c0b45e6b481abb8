package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.NaiveAggregates;
import org.assaydb.sql.aggregate.SampleCalls;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregatePlanTest {
  private static final long MUCH = 1L << 40;
  private static final ValueType INTEGER = ValueType.of(Kind.INTEGER);
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final AggregateCall COUNT = new AggregateCall("COUNT", BIGINT);

  private static final List<List<Integer>> SETS = List.of(List.of(), List.of(0), List.of(1, 0));

  @Test
  void everyAggregateGivesWhatItsDefinitionGives() {
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      List<List<@Nullable Object>> rows = SampleCalls.rows(random.nextInt(40), random);
      List<AggregateCall> calls = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        calls.add(SampleCalls.call(random));
      }
      List<List<Integer>> sets = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        sets.add(SETS.get(random.nextInt(SETS.size())));
      }
      AggregatePlan plan =
          new AggregatePlan(
              Samples.plan(SampleCalls.TYPES, rows, random), List.of(0, 1), sets, calls);
      compare(plan, rows, random.nextBoolean() ? MUCH : 0, "seed " + seed + " " + calls);
    }
  }

  private static void compare(
      AggregatePlan plan, List<List<@Nullable Object>> rows, long budget, String what) {
    List<List<@Nullable Object>> expected;
    try {
      expected = naive(plan, rows);
    } catch (SqlLayerException e) {
      assertThatThrownBy(() -> Samples.run(plan, budget))
          .as(what)
          .isInstanceOf(SqlLayerException.class)
          .extracting(x -> ((SqlLayerException) x).sqlState())
          .isEqualTo(e.sqlState());
      return;
    }
    List<List<@Nullable Object>> got = Samples.run(plan, budget);
    if (budget == MUCH) {
      assertThat(got).as(what).isEqualTo(expected);
    } else {
      assertThat(got).as(what).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<List<@Nullable Object>> naive(
      AggregatePlan plan, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (List<Integer> set : plan.groupingSets()) {
      Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
      if (set.isEmpty()) {
        groups.put(Arrays.asList(null, null), new ArrayList<>());
      }
      for (List<@Nullable Object> row : rows) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int column : plan.groupColumns()) {
          key.add(set.contains(column) ? SampleRows.comparable(row.get(column)) : null);
        }
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
      groups.forEach(
          (key, group) -> {
            List<@Nullable Object> row = new ArrayList<>(key);
            for (AggregateCall call : plan.calls()) {
              Object value = NaiveAggregates.compute(call, SampleCalls.TYPES, group);
              row.add(SampleRows.comparable(value));
            }
            expected.add(row);
          });
    }
    return expected;
  }

  private static AggregatePlan numbers(
      int rows, List<Integer> keys, List<List<Integer>> sets, AggregateCall... calls) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      values.add(List.of(i * 7919 % rows, i % 3));
    }
    Plan input = new Samples.Rows(List.of(INTEGER, INTEGER), values, 1, 4096, 700);
    return new AggregatePlan(input, keys, sets, List.of(calls));
  }

  @Test
  void manyGroupsAreParted() {
    AggregateCall sum = new AggregateCall("SUM", BIGINT, 1);
    AggregatePlan plan = numbers(30_000, List.of(0), List.of(List.of(0)), COUNT, sum);
    List<List<@Nullable Object>> whole = Samples.run(plan, MUCH);
    assertThat(whole).hasSize(30_000).contains(List.of(7919L, 1L, 1L));
    for (long budget : new long[] {0, 10_000, 200_000}) {
      assertThat(Samples.run(plan, budget)).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void withoutRowsOnlyEmptySetsHaveGroups() {
    AggregateCall sum = new AggregateCall("SUM", BIGINT, 1);
    assertThat(Samples.run(numbers(0, List.of(), List.of(List.of()), COUNT, sum), MUCH))
        .containsExactly(Arrays.asList(0L, null));
    assertThat(Samples.run(numbers(0, List.of(0), List.of(List.of(0)), COUNT), MUCH)).isEmpty();
    List<List<Integer>> sets = List.of(List.of(), List.of(0), List.of());
    assertThat(Samples.run(numbers(0, List.of(0), sets, COUNT), MUCH))
        .containsExactly(Arrays.asList(null, 0L), Arrays.asList(null, 0L));
  }

  @Test
  void groupingTellsTheSetsApart() {
    List<List<Integer>> sets = List.of(List.of(0, 1), List.of(1), List.of(), List.of());
    AggregateCall grouping = new AggregateCall("GROUPING", BIGINT, 1, 0);
    AggregateCall id = new AggregateCall("GROUP_ID", BIGINT);
    assertThat(Samples.run(numbers(1, List.of(0, 1), sets, grouping, id), MUCH))
        .containsExactly(
            Arrays.asList(0L, 0L, 0L, 0L),
            Arrays.asList(null, 0L, 1L, 0L),
            Arrays.asList(null, null, 3L, 0L),
            Arrays.asList(null, null, 3L, 1L));
  }

  @Test
  void secondRowOfASingleValueIsAnError() {
    AggregateCall single = new AggregateCall("SINGLE_VALUE", INTEGER, 0);
    AggregatePlan one = numbers(1, List.of(), List.of(List.of()), single);
    assertThat(Samples.run(one, MUCH)).containsExactly(List.of(0L));
    AggregatePlan two = numbers(2, List.of(), List.of(List.of()), single);
    assertThatThrownBy(() -> Samples.run(two, MUCH))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("21000"));
  }

  @Test
  void unknownFunctionsAreRefusedByName() {
    assertThatThrownBy(
            () ->
                numbers(1, List.of(), List.of(List.of()), new AggregateCall("FUSION", INTEGER, 0)))
        .isInstanceOfSatisfying(
            SqlLayerException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("0A000");
              assertThat(e).hasMessageContaining("FUSION");
            });
  }

  @Test
  void literalIsThereWithoutRows() {
    byte[] text = "é".getBytes(StandardCharsets.UTF_8);
    AggregateCall literal =
        new AggregateCall(
            "LITERAL_AGG",
            List.of(),
            ValueType.of(Kind.VARCHAR),
            AggregateCall.Modifiers.NONE,
            text);
    assertThat(Samples.run(numbers(0, List.of(), List.of(List.of()), literal), MUCH))
        .containsExactly(List.of(SampleRows.comparable(text)));
  }
}
