package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.operator.JoinKey.Nulls;
import org.assaydb.sql.operator.Samples.Column;
import org.assaydb.sql.operator.Samples.Computed;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTest {
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final ValueType BOOLEAN = ValueType.of(Kind.BOOLEAN);
  private static final long PLENTY = 1L << 30;

  /** Joins at random; {@link #expected} goes pair by pair and knows no index. */
  private static final class Case {
    final List<ValueType> leftTypes = new ArrayList<>();
    final List<ValueType> rightTypes = new ArrayList<>();
    final List<JoinKey> keys = new ArrayList<>();
    final List<int[]> keyColumns = new ArrayList<>();
    final JoinType type;
    final boolean buildLeft;
    final @Nullable Expression condition;
    final List<List<@Nullable Object>> left;
    final List<List<@Nullable Object>> right;
    final Plan plan;

    Case(Random random, int mostRows) {
      Kind[] kinds = Kind.values();
      int keyCount = random.nextInt(3);
      type = JoinType.values()[random.nextInt(JoinType.values().length)];
      boolean unknown = type == JoinType.ANTI && random.nextBoolean();
      buildLeft = !unknown && keyCount > 0 && random.nextBoolean();
      leftTypes.add(BIGINT);
      for (int k = 0; k < keyCount; k++) {
        ValueType keyType = SampleRows.type(kinds[random.nextInt(kinds.length)]);
        leftTypes.add(keyType);
        rightTypes.add(0, keyType);
      }
      rightTypes.add(BIGINT);
      for (int k = 0; k < keyCount; k++) {
        int[] columns = {1 + k, keyCount - 1 - k};
        Nulls nulls =
            unknown ? Nulls.values()[random.nextInt(3)] : Nulls.values()[random.nextInt(2)];
        keyColumns.add(columns);
        keys.add(
            new JoinKey(
                new Column(columns[0], leftTypes.get(columns[0])),
                new Column(columns[1], rightTypes.get(columns[1])),
                nulls));
      }
      condition = random.nextInt(3) == 0 ? null : lessOrUnknown(leftTypes.size() + keyCount);
      left =
          SampleRows.rows(leftTypes, random.nextInt(4) == 0 ? 0 : random.nextInt(mostRows), random);
      right =
          SampleRows.rows(
              rightTypes, random.nextInt(5) == 0 ? 0 : random.nextInt(mostRows), random);
      Plan l = Samples.plan(leftTypes, left, random);
      Plan r = Samples.plan(rightTypes, right, random);
      plan =
          keyCount == 0
              ? new NestedLoopJoinPlan(l, r, type, condition)
              : new HashJoinPlan(l, r, type, keys, condition, buildLeft);
    }

    /** First left column is less than the last right one, with NULL as SQL has it. */
    private static Expression lessOrUnknown(int last) {
      return new Computed(
          BOOLEAN,
          row ->
              row.get(0) == null || row.get(last) == null
                  ? null
                  : (Long) row.get(0) < (Long) row.get(last));
    }

    /** TRUE, FALSE or null. */
    private boolean matches(List<@Nullable Object> l, List<@Nullable Object> r) {
      for (int k = 0; k < keys.size(); k++) {
        Object a = SampleRows.comparable(l.get(keyColumns.get(k)[0]));
        Object b = SampleRows.comparable(r.get(keyColumns.get(k)[1]));
        boolean match =
            switch (keys.get(k).nulls()) {
              case NO_MATCH -> a != null && a.equals(b);
              case EQUAL -> Objects.equals(a, b);
              case UNKNOWN -> a == null || b == null || a.equals(b);
            };
        if (!match) {
          return false;
        }
      }
      if (condition == null) {
        return true;
      }
      Long a = (Long) l.get(0);
      Long b = (Long) r.get(r.size() - 1);
      return a != null && b != null && a < b;
    }

    List<List<@Nullable Object>> expected() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      List<List<@Nullable Object>> outer = buildLeft ? right : left;
      List<List<@Nullable Object>> inner = buildLeft ? left : right;
      boolean[] innerMatched = new boolean[inner.size()];
      for (List<@Nullable Object> a : outer) {
        boolean matched = false;
        for (int i = 0; i < inner.size(); i++) {
          List<@Nullable Object> b = inner.get(i);
          if (buildLeft ? matches(b, a) : matches(a, b)) {
            matched = true;
            innerMatched[i] = true;
            if (type.givesRight()) {
              rows.add(pair(a, b));
            }
          }
        }
        if (type.givesRight() ? !matched && keeps(!buildLeft) : !buildLeft && chosen(matched)) {
          rows.add(type.givesRight() ? pair(a, null) : SampleRows.comparableRow(a));
        }
      }
      for (int i = 0; i < inner.size(); i++) {
        if (type.givesRight()) {
          if (!innerMatched[i] && keeps(buildLeft)) {
            rows.add(pair(null, inner.get(i)));
          }
        } else if (buildLeft && chosen(innerMatched[i])) {
          rows.add(SampleRows.comparableRow(inner.get(i)));
        }
      }
      return rows;
    }

    private boolean chosen(boolean matched) {
      return matched == (type == JoinType.SEMI);
    }

    private boolean keeps(boolean leftSide) {
      return type == JoinType.FULL || type == (leftSide ? JoinType.LEFT : JoinType.RIGHT);
    }

    private List<@Nullable Object> pair(
        @Nullable List<@Nullable Object> outer, @Nullable List<@Nullable Object> inner) {
      List<@Nullable Object> l = buildLeft ? inner : outer;
      List<@Nullable Object> r = buildLeft ? outer : inner;
      List<@Nullable Object> all =
          new ArrayList<>(l == null ? Collections.nCopies(leftTypes.size(), null) : l);
      all.addAll(r == null ? Collections.nCopies(rightTypes.size(), null) : r);
      return SampleRows.comparableRow(all);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, 8192, 1024, 0})
  void givesTheRowsOfTheDefinitionInOrder(long budgetBytes) {
    int cases = budgetBytes <= 1024 ? 400 : 2500;
    for (int seed = 0; seed < cases; seed++) {
      Case test = new Case(new Random(seed), seed % 50 == 0 ? 120 : 20);
      assertThat(Samples.run(test.plan, budgetBytes))
          .as("seed %s: %s", seed, test.plan.describe())
          .isEqualTo(test.expected());
    }
  }

  private static List<List<@Nullable Object>> numbers(int count, int distinct) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.asList((long) i, (long) i * 7919 % distinct));
    }
    return rows;
  }

  private static final JoinKey SECOND =
      new JoinKey(new Column(1, BIGINT), new Column(1, BIGINT), Nulls.NO_MATCH);

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, 100_000})
  void pairsOfOneRowMayFillManyBatches(long budgetBytes) {
    List<ValueType> types = List.of(BIGINT, BIGINT);
    Plan one = new Samples.Rows(types, numbers(3, 1));
    Plan many = new Samples.Rows(types, numbers(10_000, 1));
    List<List<@Nullable Object>> rows =
        Samples.run(new HashJoinPlan(one, many, JoinType.FULL, List.of(SECOND), null), budgetBytes);
    assertThat(rows).hasSize(30_000);
    assertThat(rows.get(10_000)).containsExactly(1L, 0L, 0L, 0L);
    assertThat(rows.get(29_999)).containsExactly(2L, 0L, 9999L, 0L);
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, 300_000})
  void joinsManyRowsWithFewMatchesEach(long budgetBytes) {
    List<ValueType> types = List.of(BIGINT, BIGINT);
    Plan left = new Samples.Rows(types, numbers(30_000, 30_000), 4096);
    Plan right = new Samples.Rows(types, numbers(20_000, 10_000), 4096);
    Plan join = new HashJoinPlan(left, right, JoinType.LEFT, List.of(SECOND), null);
    List<List<@Nullable Object>> rows = Samples.run(join, budgetBytes);
    assertThat(rows).hasSize(20_000 + 20_000);
    long last = -1;
    for (List<@Nullable Object> row : rows) {
      assertThat((Long) row.get(0)).isGreaterThanOrEqualTo(last);
      last = (Long) row.get(0);
      assertThat(row.get(3)).isEqualTo((Long) row.get(1) < 10_000 ? row.get(1) : null);
    }
  }

  @Test
  void goesThroughFilesOnlyWhenMemoryIsShort() {
    List<ValueType> types = List.of(BIGINT, BIGINT);
    Plan rows = new Samples.Rows(types, numbers(20_000, 10_000), 4096);
    List<Plan> plans =
        List.of(
            new HashJoinPlan(rows, rows, JoinType.INNER, List.of(SECOND), null),
            new NestedLoopJoinPlan(rows, rows, JoinType.SEMI, null),
            new SetOperationPlan(SetOperationPlan.Kind.INTERSECT, true, rows, rows),
            new SortPlan(rows, new RowOrder(List.of(new RowOrder.Key(1, false, false)))));
    for (Plan plan : plans) {
      for (long budget : new long[] {PLENTY, 300_000}) {
        try (Workspace workspace = new Workspace(budget, () -> {})) {
          var run = plan.open(Samples.evaluation(workspace));
          assertThat(run.next()).isNotNull();
          assertThat(workspace.openFiles() > 0).as(plan.describe()).isEqualTo(budget != PLENTY);
          assertThat(workspace.reservedBytes()).isLessThan(2 * budget);
        }
      }
    }
  }

  @Test
  void aConditionThatFailsEndsTheJoinAndLeavesNothing() {
    List<ValueType> types = List.of(BIGINT, BIGINT);
    Plan rows = new Samples.Rows(types, numbers(500, 5), 100);
    Expression failing =
        new Computed(
            BOOLEAN,
            row -> {
              throw new IllegalStateException("22012");
            });
    Plan join = new HashJoinPlan(rows, rows, JoinType.INNER, List.of(SECOND), failing);
    for (long budget : new long[] {PLENTY, 2000}) {
      try (Workspace workspace = new Workspace(budget, () -> {})) {
        var run = join.open(Samples.evaluation(workspace));
        assertThatThrownBy(run::next).hasMessage("22012");
        run.close();
        assertThat(workspace.openFiles()).isZero();
        assertThat(workspace.reservedBytes()).isZero();
      }
    }
  }

  @Test
  void endsWithinOneRowsPairsWhenTheStatementDoes() {
    List<ValueType> types = List.of(BIGINT, BIGINT);
    int[] checks = new int[1];
    Workspace workspace =
        new Workspace(
            PLENTY,
            () -> {
              if (checks[0]++ > 100) {
                throw new IllegalStateException("cancelled");
              }
            });
    Plan many = new Samples.Rows(types, numbers(100_000, 1), 100_000);
    Expression never = new Computed(BOOLEAN, row -> false);
    Plan join = new NestedLoopJoinPlan(many, many, JoinType.INNER, never);
    assertThatThrownBy(() -> join.open(Samples.evaluation(workspace)).next())
        .hasMessage("cancelled");
  }

  @Test
  void refusesUnknownNullsOutsideAntiJoins() {
    Plan rows = new Samples.Rows(List.of(BIGINT), List.of());
    JoinKey key = new JoinKey(new Column(0, BIGINT), new Column(0, BIGINT), Nulls.UNKNOWN);
    assertThatThrownBy(() -> new HashJoinPlan(rows, rows, JoinType.SEMI, List.of(key), null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
