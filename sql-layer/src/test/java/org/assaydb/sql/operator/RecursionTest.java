package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
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

class RecursionTest {
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final ValueType BOOLEAN = ValueType.of(Kind.BOOLEAN);

  private static Plan one() {
    return new Samples.Rows(List.of(BIGINT), List.of(List.of(1L)));
  }

  /** SELECT n + 1 FROM t WHERE n &lt; most. */
  private static Plan counting(WorkTablePlan.Table table, long most) {
    Expression less = new Computed(BOOLEAN, row -> (Long) row.get(0) < most);
    Expression next = new Computed(BIGINT, row -> (Long) row.get(0) + 1);
    Plan work = new WorkTablePlan(table, List.of(BIGINT));
    return new ProjectPlan(new FilterPlan(work, less), List.of(next));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 0})
  void countsToItsEnd(long budgetBytes) {
    WorkTablePlan.Table table = new WorkTablePlan.Table("t");
    Plan plan = new RecursivePlan(table, one(), counting(table, 500), false);
    List<List<@Nullable Object>> rows = Samples.run(plan, budgetBytes);
    assertThat(rows).hasSize(500);
    assertThat(rows.get(499)).containsExactly(500L);
  }

  @Test
  void aRecursionWithoutEndCanBeReadInPart() {
    WorkTablePlan.Table table = new WorkTablePlan.Table("t");
    Plan plan = new RecursivePlan(table, one(), counting(table, Long.MAX_VALUE), false);
    Expression ten = new Computed(BIGINT, row -> 10L);
    assertThat(Samples.run(new LimitPlan(plan, null, ten), 1000)).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 100_000})
  void findsWhatCanBeReachedInAGraphWithCycles(long budgetBytes) {
    List<ValueType> pair = List.of(BIGINT, BIGINT);
    List<List<@Nullable Object>> edges = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      edges.add(Arrays.asList(i, (i + 1) % 100 + i / 100 * 100));
      edges.add(Arrays.asList(i, (i * 7) % 100 + i / 100 * 100));
    }
    WorkTablePlan.Table table = new WorkTablePlan.Table("reached");
    JoinKey key = new JoinKey(new Column(0, BIGINT), new Column(0, BIGINT), Nulls.NO_MATCH);
    Plan join =
        new HashJoinPlan(
            new WorkTablePlan(table, List.of(BIGINT)),
            new Samples.Rows(pair, edges),
            JoinType.INNER,
            List.of(key),
            null);
    Plan step = new ProjectPlan(join, List.of(new Column(2, BIGINT)));
    List<List<@Nullable Object>> rows =
        Samples.run(new RecursivePlan(table, one(), step, true), budgetBytes);
    assertThat(rows).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  void aRecursionInsideAStepHasItsOwnRows() {
    WorkTablePlan.Table outer = new WorkTablePlan.Table("outer");
    WorkTablePlan.Table inner = new WorkTablePlan.Table("inner");
    Plan innerPlan = new RecursivePlan(inner, one(), counting(inner, 3), false);
    Plan step =
        new FilterPlan(
            new ProjectPlan(
                new NestedLoopJoinPlan(
                    new WorkTablePlan(outer, List.of(BIGINT)), innerPlan, JoinType.INNER, null),
                List.of(new Computed(BIGINT, row -> (Long) row.get(0) * 10 + (Long) row.get(1)))),
            new Computed(BOOLEAN, row -> (Long) row.get(0) < 100));
    assertThat(Samples.run(new RecursivePlan(outer, one(), step, false), 1L << 30))
        .containsExactly(List.of(1L), List.of(11L), List.of(12L), List.of(13L));
  }

  @Test
  void endsWhenTheStatementDoesAndWhenDistinctRowsDoNotFit() {
    WorkTablePlan.Table table = new WorkTablePlan.Table("t");
    int[] checks = new int[1];
    Workspace workspace =
        new Workspace(
            1L << 30,
            () -> {
              if (checks[0]++ > 1000) {
                throw new IllegalStateException("cancelled");
              }
            });
    Plan never = new FilterPlan(counting(table, Long.MAX_VALUE), new Computed(BOOLEAN, r -> true));
    Plan endless =
        new FilterPlan(
            new RecursivePlan(table, one(), never, false), new Computed(BOOLEAN, r -> false));
    assertThatThrownBy(() -> endless.open(Samples.evaluation(workspace)).next())
        .hasMessage("cancelled");
    Plan distinct = new RecursivePlan(table, one(), never, true);
    assertThatThrownBy(() -> Samples.run(distinct, 20_000))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("53200"));
  }
}
