package org.assaydb.sql.expression.compiler;

import static org.assaydb.sql.expression.compiler.ArithmeticTest.fails;
import static org.assaydb.sql.expression.compiler.SqlExpressions.column;
import static org.assaydb.sql.expression.compiler.SqlExpressions.columns;
import static org.assaydb.sql.expression.compiler.SqlExpressions.value;
import static org.assaydb.sql.expression.compiler.SqlExpressions.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.Selection;
import org.assaydb.sql.vector.Batch;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final RexBuilder REX = new RexBuilder(new JavaTypeFactoryImpl());

  private static RexNode input(int place, SqlTypeName type) {
    return REX.makeInputRef(
        REX.getTypeFactory()
            .createTypeWithNullability(REX.getTypeFactory().createSqlType(type), true),
        place);
  }

  private static final RexNode I = input(1, SqlTypeName.INTEGER);

  private static RexNode number(int value) {
    return REX.makeExactLiteral(java.math.BigDecimal.valueOf(value), I.getType());
  }

  @Test
  void logicHasThreeValues() {
    Batch batch =
        columns(
            "b",
            Arrays.asList("true", "true", "true", "false", "false", "false", null, null, null),
            "i",
            Arrays.asList("1", "0", null, "1", "0", null, "1", "0", null));
    assertThat(values("b AND i = 1", batch))
        .containsExactly("true", "false", null, "false", "false", "false", null, "false", null);
    assertThat(values("b OR i = 1", batch))
        .containsExactly("true", "true", "true", "true", "false", null, "true", null, null);
    assertThat(values("NOT b", batch))
        .containsExactly("false", "false", "false", "true", "true", "true", null, null, null);
    assertThat(values("b IS TRUE", batch).subList(2, 8))
        .containsExactly("true", "false", "false", "false", "false", "false");
    assertThat(values("b IS NOT TRUE", batch).subList(2, 8))
        .containsExactly("false", "true", "true", "true", "true", "true");
    assertThat(values("b IS FALSE", batch).subList(2, 8))
        .containsExactly("false", "true", "true", "true", "false", "false");
    assertThat(values("b IS NOT FALSE", batch).subList(2, 8))
        .containsExactly("true", "false", "false", "false", "true", "true");
    assertThat(values("b IS UNKNOWN", batch).subList(5, 8))
        .containsExactly("false", "true", "true");
    assertThat(values("b IS NOT UNKNOWN", batch).subList(5, 8))
        .containsExactly("true", "false", "false");
  }

  @Test
  void aConditionGuardsThoseBehindIt() {
    Batch batch = column("i", "0", "5", "1", null, "-3");
    assertThat(values("i <> 0 AND 10 / i >= 2", batch))
        .containsExactly("false", "true", "true", null, "false");
    assertThat(values("i = 0 OR 10 / i >= 2", batch))
        .containsExactly("true", "true", "true", null, "false");
    fails("10 / i >= 2 AND i <> 0", batch, "22012");
    assertThat(values("i = 99 AND 1 / 0 = 1", column("i", "0", "5"))).containsOnly("false");
  }

  @Test
  void aNullDoesNotGuard() {
    fails("i > 0 AND 1 / 0 = 1", column("i", (String) null), "22012");
  }

  @Test
  void casesTakeTheFirstTrueBranchAndEvaluateNoOther() {
    Batch batch = column("i", "0", "5", null, "1");
    assertThat(values("CASE WHEN i = 0 THEN -1 WHEN 10 / i > 5 THEN 10 / i ELSE 7 END", batch))
        .containsExactly("-1", "7", "7", "10");
    assertThat(values("CASE WHEN i <> 0 THEN 10 / i END", batch))
        .containsExactly(null, "2", null, "10");
    assertThat(values("CASE i WHEN 0 THEN 'zero' WHEN 5 THEN 'f\u00fcnf' ELSE 'more' END", batch))
        .containsExactly("zero", "f\u00fcnf", "more", "more");
    assertThat(values("CASE WHEN i = 5 THEN i ELSE 0.25 END", batch))
        .containsExactly("0.25", "5.00", "0.25", "0.25");
    assertThat(values("CASE WHEN i = 5 THEN i ELSE 1e0 END", batch))
        .containsExactly("1", "5", "1", "1");
    assertThat(values("CASE WHEN i = 5 THEN i = 5 WHEN i = 1 THEN i = 2 END", batch))
        .containsExactly(null, "true", null, "false");
    fails("CASE WHEN i = 5 THEN 1 ELSE 1 / i END", batch, "22012");
  }

  @Test
  void casesOfWideDecimals() {
    Batch batch = columns("i", List.of("1", "2"), "w", Arrays.asList("12345678901234567890", null));
    assertThat(values("CASE WHEN i = 2 THEN 0.5 ELSE w END", batch))
        .containsExactly("12345678901234567890.0000000000", "0.5000000000");
  }

  @Test
  void coalesceAndNullIf() {
    Batch batch = columns("i", Arrays.asList("1", null, null), "l", Arrays.asList("7", "8", null));
    assertThat(values("COALESCE(i, l, 3)", batch)).containsExactly("1", "8", "3");
    assertThat(values("COALESCE(i, 10 / (i - 1))", batch)).containsExactly("1", null, null);
    assertThat(values("COALESCE(v, 'x' )", column("v", "a", null))).containsExactly("a", "x");
    assertThat(values("NULLIF(i, 1)", batch)).containsOnlyNulls();
    assertThat(values("NULLIF(l, 8)", batch)).containsExactly("7", null, null);
    assertThat(values("NULLIF(l, 7.5)", batch)).containsExactly("7", "8", null);
  }

  @Test
  void coalesceStaysACallWhenItArrivesAsOne() {
    RexNode call = REX.makeCall(SqlStdOperatorTable.COALESCE, I, number(4));
    assertThat(shown(call, column("i", "1", null))).containsExactly("1", "4");
    RexNode nullIf = REX.makeCall(I.getType(), SqlStdOperatorTable.NULLIF, List.of(I, number(4)));
    assertThat(shown(nullIf, column("i", "1", "4", null))).containsExactly("1", null, null);
  }

  private static List<String> shown(RexNode node, Batch batch) {
    Expression expression = SqlExpressions.compiled(node);
    return SqlExpressions.values(expression, batch, SqlExpressions.EVALUATION);
  }

  @Test
  void nestedCoalesceAndNullIfTakeLinearTime() {
    RexNode node = I;
    for (int i = 0; i < 60; i++) {
      RexNode first = REX.makeCall(SqlStdOperatorTable.IS_NOT_NULL, node);
      node = REX.makeCall(SqlStdOperatorTable.CASE, first, node, number(i));
      RexNode equal = REX.makeCall(SqlStdOperatorTable.EQUALS, node, number(-1 - i));
      node = REX.makeCall(SqlStdOperatorTable.CASE, equal, REX.makeNullLiteral(I.getType()), node);
    }
    assertThat(shown(node, column("i", "1000", null, "-1"))).containsExactly("1000", "0", "1");
  }

  @Test
  void aThousandConditionsAndTwentyThousandConstants() {
    RexNode or = REX.makeCall(SqlStdOperatorTable.EQUALS, I, number(0));
    for (int i = 1; i < 1000; i++) {
      RexNode part =
          i % 2 == 0
              ? REX.makeCall(SqlStdOperatorTable.EQUALS, I, number(2 * i))
              : REX.makeCall(SqlStdOperatorTable.LESS_THAN, I, number(-i));
      or = REX.makeCall(SqlStdOperatorTable.OR, or, part);
    }
    assertThat(shown(or, column("i", "1996", "3", "-2", null)))
        .containsExactly("true", "false", "true", null);
    RexNode in = REX.makeCall(SqlStdOperatorTable.EQUALS, I, number(0));
    for (int i = 1; i < 20_000; i++) {
      RexNode equal = REX.makeCall(SqlStdOperatorTable.EQUALS, I, number(3 * i));
      in = REX.makeCall(SqlStdOperatorTable.OR, in, equal);
    }
    assertThat(shown(in, column("i", "59997", "59998", "0", null)))
        .containsExactly("true", "false", "true", null);
  }

  @Test
  void nestingBeyondTheStackIsAnSqlError() {
    RexNode node = I;
    for (int i = 0; i < 200_000; i++) {
      node = REX.makeCall(I.getType(), SqlStdOperatorTable.UNARY_MINUS, List.of(node));
    }
    RexNode deep = node;
    assertThatThrownBy(() -> SqlExpressions.compiled(deep))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("54001"));
  }

  @Test
  void selectionTakesTrueRowsAlone() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      numbers.add(i % 3 == 0 ? null : String.valueOf(i));
    }
    Batch batch = column("i", numbers.toArray(new String[0]));
    Expression condition = SqlExpressions.compiled("i > 100 AND MOD(i, 5) = 0");
    int[] rows = Selection.trueRows(condition, batch, SqlExpressions.EVALUATION);
    List<Integer> expected = new ArrayList<>();
    for (int i = 101; i < 5000; i++) {
      if (i % 3 != 0 && i % 5 == 0) {
        expected.add(i);
      }
    }
    assertThat(rows).containsExactly(expected.stream().mapToInt(i -> i).toArray());
    assertThat(Selection.filter(condition, batch, SqlExpressions.EVALUATION).rows())
        .isEqualTo(expected.size());
  }

  @Test
  void emptyBatchesGiveNoValueAndNoError() {
    for (String expression :
        List.of(
            "1 / 0",
            "i / 0",
            "b AND 1 / 0 = 1",
            "CASE WHEN b THEN 1 / 0 END",
            "COALESCE(i, 1 / 0)",
            "i IN (1, 2, 3)",
            "CAST('x' AS INTEGER)",
            "b IS NULL")) {
      assertThat(values(expression, column("i"))).as(expression).isEmpty();
    }
  }

  @Test
  void tryCastIsNullWhereTheCastFails() {
    RexNode text = input(6, SqlTypeName.VARCHAR);
    RexNode call = REX.makeCall(I.getType(), SqlLibraryOperators.SAFE_CAST, List.of(text));
    assertThat(shown(call, column("v", "12", "x", null, "99999999999")))
        .containsExactly("12", null, null, null);
  }

  @Test
  void searchOfRanges() {
    RexNode search = REX.makeIn(I, List.of(number(1), number(5), number(9), number(-2)));
    assertThat(search.getKind()).isEqualTo(org.apache.calcite.sql.SqlKind.SEARCH);
    assertThat(shown(search, column("i", "1", "2", "-2", null)))
        .containsExactly("true", "false", "true", null);
    RexNode between = REX.makeBetween(I, number(2), number(5));
    assertThat(shown(between, column("i", "1", "2", "5", "6", null)))
        .containsExactly("false", "true", "true", "false", null);
  }

  @Test
  void rowsAreNullWhenAllFieldsAre() {
    Batch batch = columns("i", Arrays.asList("1", "1", null), "l", Arrays.asList("1", null, null));
    assertThat(values("ROW(i, l) IS NULL", batch)).containsExactly("false", "false", "true");
    assertThat(values("ROW(i, l) IS NOT NULL", batch)).containsExactly("true", "false", "false");
    assertThat(values("ARRAY[i, l]", batch)).containsExactly("[1, 1]", "[1, null]", "[null, null]");
  }

  @Test
  void whatSeveralExpressionsShareIsOneExpressionAndFollowsTheBatch() {
    RexNode product = SqlExpressions.rex("l * 2");
    RexNode sum = SqlExpressions.rex("l * 2 + 1");
    ExpressionCompiler compiler =
        new ExpressionCompiler(
            SqlExpressions.types(),
            (subQuery, operands) -> {
              throw new IllegalStateException();
            });
    List<Expression> both = compiler.compileAll(List.of(product, sum));
    Batch first = column("l", "1", null);
    Batch second = column("l", "5");
    assertThat(both.get(0).evaluate(first, SqlExpressions.EVALUATION))
        .isSameAs(both.get(0).evaluate(first, SqlExpressions.EVALUATION));
    for (Batch batch : List.of(first, second, first)) {
      List<String> doubled = SqlExpressions.values(both.get(0), batch, SqlExpressions.EVALUATION);
      List<String> more = SqlExpressions.values(both.get(1), batch, SqlExpressions.EVALUATION);
      assertThat(doubled).containsExactlyElementsOf(values("l + l", batch));
      assertThat(more).containsExactlyElementsOf(values("l + l + 1", batch));
    }
  }

  @Test
  void functionsThatAreNotThereAreRefusedByName() {
    assertThatThrownBy(() -> SqlExpressions.compiled("SOUNDEX(v)"))
        .isInstanceOfSatisfying(
            SqlLayerException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("0A000");
              assertThat(e).hasMessageContaining("SOUNDEX");
            });
  }

  @Test
  void constantsAreComputedOnce() {
    assertThat(value("1 + 2 * 3")).isEqualTo("7");
    Expression folded = SqlExpressions.compiled("DATE '1998-12-01' - INTERVAL '90' DAY");
    assertThat(folded).isInstanceOf(org.assaydb.sql.expression.node.Constant.class);
    assertThat(Collections.nCopies(1, SqlExpressions.compiled("1 / 0").canFail()))
        .containsExactly(true);
  }
}
