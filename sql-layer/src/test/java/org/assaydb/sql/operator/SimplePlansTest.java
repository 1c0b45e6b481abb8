package org.assaydb.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.operator.Samples.Column;
import org.assaydb.sql.operator.Samples.Computed;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimplePlansTest {
  private static final ValueType BIGINT = ValueType.of(Kind.BIGINT);
  private static final ValueType BOOLEAN = ValueType.of(Kind.BOOLEAN);

  private static Expression constant(@Nullable Long value) {
    return new Computed(BIGINT, row -> value);
  }

  private static List<@Nullable Object> list(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void aFilterKeepsRowsForWhichTheConditionIsTrueOnly() {
    Plan rows =
        new Samples.Rows(
            List.of(BOOLEAN), List.of(list(true), list(false), list((Object) null)), 2);
    assertThat(Samples.run(new FilterPlan(rows, new Column(0, BOOLEAN)), 0))
        .containsExactly(list(true));
    Expression unknown = new Computed(BOOLEAN, row -> null);
    assertThat(Samples.run(new FilterPlan(rows, unknown), 0)).isEmpty();
  }

  @Test
  void valuesAreEvaluatedRowByRowAndMayBeMany() {
    List<List<Expression>> rows = new ArrayList<>();
    for (long i = 0; i < 10_000; i++) {
      rows.add(List.of(constant(i), constant(i % 2 == 0 ? null : i)));
    }
    List<List<@Nullable Object>> all =
        Samples.run(new ValuesPlan(List.of(BIGINT, BIGINT), rows), 0);
    assertThat(all).hasSize(10_000);
    assertThat(all.get(9998)).isEqualTo(list(9998L, null));
    assertThat(Samples.run(new ValuesPlan(List.of(), List.of(List.of())), 0)).hasSize(1);
    assertThat(Samples.run(new ValuesPlan(List.of(BIGINT), List.of()), 0)).isEmpty();
  }

  @Test
  void arraysBecomeRowsSideBySide() {
    ValueType row = ValueType.row(List.of(BIGINT, BOOLEAN));
    List<ValueType> types = List.of(ValueType.array(BIGINT), ValueType.array(row));
    Plan input =
        new Samples.Rows(
            types,
            List.of(
                list(list(1L, null, 3L), list(list(7L, true), null)),
                list(null, null),
                list(list(), list(list(null, false)))),
            1);
    assertThat(Samples.run(new UnnestPlan(input, true), 0))
        .containsExactly(
            list(1L, 7L, true, 1L),
            list(null, null, null, 2L),
            list(3L, null, null, 3L),
            list(null, null, false, 1L));
    List<@Nullable Object> many = new ArrayList<>();
    for (long i = 0; i < 9000; i++) {
      many.add(i);
    }
    Plan one = new Samples.Rows(List.of(ValueType.array(BIGINT)), List.of(list(many), list(many)));
    List<List<@Nullable Object>> rows = Samples.run(new UnnestPlan(one, false), 0);
    assertThat(rows).hasSize(18_000);
    assertThat(rows.get(9000)).isEqualTo(list(0L));
  }
}
