package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelateTest {
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);

  /** Whether the first column is the outer row's field, NULL being equal to NULL. */
  private record SameAsOuter(int correlation, int field) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.of(Kind.BOOLEAN);
    }

    @Override
    public Vector evaluate(Batch batch, Evaluation evaluation) {
      Object outer = SampleRows.comparable(evaluation.outer(correlation, field));
      VectorBuilder builder = new VectorBuilder(type().layout());
      for (int i = 0; i < batch.rows(); i++) {
        Object value = SampleRows.comparable(batch.column(0).value(i));
        builder.addBoolean(java.util.Objects.equals(outer, value));
      }
      return builder.build();
    }

    @Override
    public boolean canFail() {
      return false;
    }
  }

  /** Counts how often a plan runs. */
  private record Counted(Plan input, int[] runs) implements Plan {
    @Override
    public List<ValueType> types() {
      return input.types();
    }

    @Override
    public RowSource start(Evaluation evaluation) {
      runs[0]++;
      return input.open(evaluation);
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }

    @Override
    public String describe() {
      return "Counted";
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 8192, 0})
  void runsTheRightPlanForEachDistinctOuterRow(long budgetBytes) {
    Kind[] kinds = Kind.values();
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      List<ValueType> types = List.of(BIGINT, SampleRows.type(kinds[random.nextInt(kinds.length)]));
      List<ValueType> rightTypes = List.of(types.get(1), BIGINT);
      List<List<@Nullable Object>> left = SampleRows.rows(types, random.nextInt(30), random);
      List<List<@Nullable Object>> right = SampleRows.rows(rightTypes, random.nextInt(12), random);
      JoinType type =
          List.of(JoinType.INNER, JoinType.LEFT, JoinType.SEMI, JoinType.ANTI)
              .get(random.nextInt(4));
      Plan lateral = new FilterPlan(Samples.plan(rightTypes, right, random), new SameAsOuter(7, 1));
      int[] runs = new int[1];
      Plan plan =
          new CorrelatePlan(
              Samples.plan(types, left, random), new Counted(lateral, runs), type, 7, List.of(1));
      assertThat(Samples.run(plan, budgetBytes))
          .as("seed %s: %s", seed, plan.describe())
          .isEqualTo(expected(left, right, type));
      Set<Object> distinct = new HashSet<>();
      left.forEach(
          row -> distinct.add(Collections.singletonList(SampleRows.comparable(row.get(1)))));
      if (budgetBytes > 1 << 20) {
        assertThat(runs[0]).isEqualTo(distinct.size());
      }
    }
  }

  private static List<List<@Nullable Object>> expected(
      List<List<@Nullable Object>> left, List<List<@Nullable Object>> right, JoinType type) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> a : left) {
      List<@Nullable Object> l = SampleRows.comparableRow(a);
      boolean matched = false;
      for (List<@Nullable Object> b : right) {
        List<@Nullable Object> r = SampleRows.comparableRow(b);
        if (java.util.Objects.equals(l.get(1), r.get(0))) {
          matched = true;
          if (type.givesRight()) {
            rows.add(concat(l, r));
          }
        }
      }
      if (type == JoinType.LEFT && !matched) {
        rows.add(concat(l, Collections.nCopies(2, null)));
      } else if (!type.givesRight() && matched == (type == JoinType.SEMI)) {
        rows.add(l);
      }
    }
    return rows;
  }

  private static List<@Nullable Object> concat(List<@Nullable Object> a, List<@Nullable Object> b) {
    List<@Nullable Object> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  @Test
  void givesBatchesOfBoundedSizeFromManyRightRows() {
    List<List<@Nullable Object>> numbers = new ArrayList<>();
    for (long i = 0; i < 5000; i++) {
      numbers.add(List.of(i));
    }
    Plan many = new Samples.Rows(List.of(BIGINT), numbers, 1000);
    Plan few = new Samples.Rows(List.of(BIGINT), numbers.subList(0, 5));
    Plan plan = new CorrelatePlan(few, many, JoinType.INNER, 0, List.of());
    List<List<@Nullable Object>> rows = Samples.run(plan, 1L << 30);
    assertThat(rows).hasSize(25_000);
    assertThat(rows.get(24_999)).containsExactly(4L, 4999L);
    assertThat(rows.get(5000)).containsExactly(1L, 0L);
  }

  @Test
  void refusesJoinTypesThatKeepTheRightSide() {
    Plan rows = new Samples.Rows(List.of(BIGINT), List.of());
    assertThatThrownBy(() -> new CorrelatePlan(rows, rows, JoinType.FULL, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
