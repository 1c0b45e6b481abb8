package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetOperationTest {
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 20_000, 1000, 0})
  void givesTheRowsOfTheDefinitionInOrder(long budgetBytes) {
    Kind[] kinds = Kind.values();
    int cases = budgetBytes == 0 ? 40 : budgetBytes <= 20_000 ? 150 : 1500;
    for (int seed = 0; seed < cases; seed++) {
      Random random = new Random(seed);
      List<ValueType> types = new ArrayList<>();
      int width = random.nextInt(4);
      for (int c = 0; c < width; c++) {
        types.add(SampleRows.type(kinds[random.nextInt(kinds.length)]));
      }
      int most = seed % 40 == 0 ? 300 : 25;
      List<List<@Nullable Object>> left = SampleRows.rows(types, random.nextInt(most), random);
      List<List<@Nullable Object>> right = SampleRows.rows(types, random.nextInt(most), random);
      Plan l = Samples.plan(types, left, random);
      Plan r = Samples.plan(types, right, random);
      boolean intersect = random.nextBoolean();
      boolean all = random.nextBoolean();
      Plan plan =
          new SetOperationPlan(
              intersect ? SetOperationPlan.Kind.INTERSECT : SetOperationPlan.Kind.EXCEPT,
              all,
              l,
              r);
      assertThat(Samples.run(plan, budgetBytes))
          .as("seed %s: %s", seed, plan.describe())
          .isEqualTo(expected(intersect, all, comparable(left), comparable(right)));
      List<List<@Nullable Object>> both = comparable(left);
      both.addAll(comparable(right));
      Plan union = new UnionAllPlan(List.of(l, r));
      assertThat(Samples.run(union, budgetBytes)).isEqualTo(both);
      assertThat(Samples.run(new DistinctPlan(union), budgetBytes))
          .as("seed %s: distinct", seed)
          .isEqualTo(both.stream().distinct().toList());
    }
  }

  private static List<List<@Nullable Object>> comparable(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    rows.forEach(row -> all.add(SampleRows.comparableRow(row)));
    return all;
  }

  private static List<List<@Nullable Object>> expected(
      boolean intersect,
      boolean all,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right) {
    List<List<@Nullable Object>> rest = new ArrayList<>(right);
    Set<List<@Nullable Object>> given = new HashSet<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : left) {
      boolean found = all ? rest.remove(row) : rest.contains(row);
      if (found == intersect && (all || given.add(row))) {
        rows.add(row);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 300_000})
  void carriesManyRowsAndManyEqualOnes(long budgetBytes) {
    List<ValueType> types = List.of(ValueType.of(Kind.BIGINT));
    List<List<@Nullable Object>> left = new ArrayList<>();
    List<List<@Nullable Object>> right = new ArrayList<>();
    for (long i = 0; i < 40_000; i++) {
      left.add(List.of(i * 31 % 25_000));
      right.add(List.of(i % 2 == 0 ? 5 : i % 20_000));
    }
    Plan l = new Samples.Rows(types, left);
    Plan r = new Samples.Rows(types, right);
    assertThat(Samples.run(new DistinctPlan(l), budgetBytes))
        .isEqualTo(left.stream().distinct().toList());
    SetOperationPlan.Kind except = SetOperationPlan.Kind.EXCEPT;
    int[] counts = new int[25_000];
    left.forEach(row -> counts[((Long) row.get(0)).intValue()]++);
    List<List<@Nullable Object>> rest = new ArrayList<>();
    for (List<@Nullable Object> row : right) {
      if (counts[((Long) row.get(0)).intValue()]-- <= 0) {
        rest.add(row);
      }
    }
    assertThat(Samples.run(new SetOperationPlan(except, true, r, l), budgetBytes)).isEqualTo(rest);
  }

  @Test
  void refusesColumnsOfOtherLayouts() {
    Plan a = new Samples.Rows(List.of(ValueType.decimal(5, 1)), List.of());
    Plan b = new Samples.Rows(List.of(ValueType.decimal(5, 2)), List.of());
    assertThatThrownBy(() -> new SetOperationPlan(SetOperationPlan.Kind.EXCEPT, false, a, b))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
