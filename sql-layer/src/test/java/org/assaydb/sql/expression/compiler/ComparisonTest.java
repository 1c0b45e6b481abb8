package org.assaydb.sql.expression.compiler;

import static org.assaydb.sql.expression.compiler.ArithmeticTest.fails;
import static org.assaydb.sql.expression.compiler.SqlExpressions.column;
import static org.assaydb.sql.expression.compiler.SqlExpressions.columns;
import static org.assaydb.sql.expression.compiler.SqlExpressions.value;
import static org.assaydb.sql.expression.compiler.SqlExpressions.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");

  /** For each comparison whether it holds for a smaller, an equal and a greater left side. */
  private static final List<List<String>> EXPECTED =
      List.of(
          List.of("false", "true", "false"),
          List.of("true", "false", "true"),
          List.of("true", "false", "false"),
          List.of("true", "true", "false"),
          List.of("false", "false", "true"),
          List.of("false", "true", "true"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "i|-2147483648|0|2147483647|0",
        "l|-9223372036854775808|-1|9223372036854775807|CAST(-1 AS BIGINT)",
        "l|0|1|9223372036854775807|1.0",
        "n|-0.01|0.00|0.01|0",
        "n|1.49|1.50|1.51|1.5",
        "w|-9999999999999999999999999999.0000000000|1.0000000001|9999999999999999999999999999.0000000000|1.0000000001",
        "d|-Infinity|0.5|Infinity|0.5e0",
        "d|0.5|Infinity|NaN|CAST('Infinity' AS DOUBLE)",
        "d|1|1.5|2|1.5",
        "i|1|2|3|2e0",
        "b|false|true|true|TRUE",
        "v|Z|a|\u00e4|'a'",
        "v|a|\uff5e|\ud83d\ude00|'\uff5e'",
        "dt|0001-01-01|1500-02-28|9999-12-31|DATE '1500-02-28'",
        "tm|00:00:00|12:00:00.000001|23:59:59|TIME '12:00:00.000001'",
        "ts|1969-12-31 23:59:59.999999|1970-01-01 00:00:00|1970-01-01 00:00:00.000001|TIMESTAMP '1970-01-01 00:00:00'",
        "ts|1969-12-31 23:59:59.999999|1970-01-01 00:00:00|1970-01-01 00:00:00.000001|DATE '1970-01-01'",
        "u|80000000-0000-0000-0000-000000000000|00000000-0000-0000-8000-000000000000|00000000-0000-0000-0000-000000000001|'00000000-0000-0000-8000-000000000000'",
      })
  void comparesLeftToRight(
      String column, String smaller, String equal, String greater, String right) {
    Batch batch = column(column, smaller, equal, greater, null);
    boolean three = !greater.equals(equal);
    for (int k = 0; k < OPERATORS.size(); k++) {
      List<String> expected = new ArrayList<>(EXPECTED.get(k));
      if (!three) {
        expected.set(2, expected.get(1));
      }
      expected.add(null);
      String operator = OPERATORS.get(k);
      assertThat(values(column + " " + operator + " " + right, batch))
          .as("%s %s %s", column, operator, right)
          .isEqualTo(expected);
      String swapped =
          operator.startsWith("<") && !operator.equals("<>")
              ? operator.replace('<', '>')
              : operator.startsWith(">") ? operator.replace('>', '<') : operator;
      assertThat(values(right + " " + swapped + " " + column, batch))
          .as("%s %s %s", right, swapped, column)
          .isEqualTo(expected);
      Batch both = beside(batch, column, equal);
      assertThat(values(column + " " + operator + " " + column, both).subList(0, 1))
          .isEqualTo(List.of(EXPECTED.get(k).get(1)));
    }
  }

  private static Batch beside(Batch batch, String column, String value) {
    assertThat(batch.rows()).isEqualTo(4);
    return column(column, value);
  }

  @Test
  void longBatchesCompareAsOneByOne() {
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (int i = 0; i < 4999; i++) {
      left.add(i % 13 == 0 ? null : String.valueOf(i * 7919 % 100));
      right.add(i % 17 == 0 ? null : (i * 104729 % 100) + ".00");
    }
    List<String> less = values("i < n", columns("i", left, "n", right));
    for (int i = 0; i < left.size(); i++) {
      String expected =
          left.get(i) == null || right.get(i) == null
              ? null
              : String.valueOf(Integer.parseInt(left.get(i)) < Double.parseDouble(right.get(i)));
      assertThat(less.get(i)).as("row %d", i).isEqualTo(expected);
    }
  }

  @Test
  void charComparesWithoutTrailingBlanks() {
    Batch batch = columns("c", Arrays.asList("ab", "", null), "v", Arrays.asList("ab ", "", "x"));
    assertThat(values("c = 'ab   '", batch)).containsExactly("true", "false", null);
    assertThat(values("c = '  '", batch)).containsExactly("false", "true", null);
    assertThat(values("c = CAST('ab' AS CHAR(9))", batch)).containsExactly("true", "false", null);
    assertThat(values("c = v", batch)).containsExactly("true", "true", null);
    assertThat(values("c = v || ''", batch)).containsExactly("false", "true", null);
    assertThat(values("c = CAST('ab ' AS VARCHAR(3))", batch))
        .containsExactly("true", "false", null);
    assertThat(values("v = 'ab'", batch)).containsExactly("false", "false", "false");
    assertThat(values("v = 'ab '", batch)).containsExactly("true", "false", "false");
    assertThat(values("c IN ('ab ', 'x', 'y ')", batch)).containsExactly("true", "false", null);
    assertThat(values("'ab ' IN (c)", batch)).containsExactly("true", "false", null);
    assertThat(values("c BETWEEN 'ab ' AND 'ab  '", batch)).containsExactly("true", "false", null);
    assertThat(values("(c, 1) = ('ab ', 1)", batch)).containsExactly("true", "false", null);
    assertThat(values("c IS DISTINCT FROM 'ab '", batch)).containsExactly("false", "true", "true");
  }

  @Test
  void castsOfCharCompareAsText() {
    Batch batch = columns("c", Arrays.asList("ab", "abcde", null), "v", List.of("ab", "a", "x"));
    assertThat(values("CAST(c AS VARCHAR(5)) = 'ab '", batch))
        .containsExactly("false", "false", null);
    assertThat(values("CAST(c AS VARCHAR(5)) = 'ab'", batch))
        .containsExactly("true", "false", null);
    assertThat(values("CAST(c AS VARCHAR(1)) IN ('a', 'b', 'c')", batch))
        .containsExactly("true", "true", null);
    assertThat(values("'ab ' IN (CAST(c AS VARCHAR(5)), v)", batch))
        .containsExactly("false", "false", null);
  }

  @Test
  void parametersCompareAsWhatTheyAre() {
    Expression equal = SqlExpressions.compiled("i = CAST(? AS DECIMAL(5, 1))");
    Batch batch = column("i", "1", "2");
    java.math.BigInteger half = java.math.BigInteger.valueOf(15);
    assertThat(SqlExpressions.values(equal, batch, SqlExpressions.with(half)))
        .containsExactly("false", "false");
    Expression charEqual = SqlExpressions.compiled("c = CAST(? AS VARCHAR(9))");
    byte[] padded = "ab  ".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            SqlExpressions.values(charEqual, column("c", "ab", "b"), SqlExpressions.with(padded)))
        .containsExactly("true", "false");
    assertThat(
            SqlExpressions.values(
                charEqual, column("c", "ab", "b"), SqlExpressions.with((Object) null)))
        .containsOnlyNulls();
  }

  @Test
  void distinctnessKnowsNull() {
    Batch batch =
        columns("i", Arrays.asList("1", null, null, "2"), "l", Arrays.asList("1", "1", null, "3"));
    assertThat(values("i IS DISTINCT FROM l", batch))
        .containsExactly("false", "true", "false", "true");
    assertThat(values("i IS NOT DISTINCT FROM l", batch))
        .containsExactly("true", "false", "true", "false");
    assertThat(values("i IS DISTINCT FROM NULL", batch))
        .containsExactly("true", "false", "false", "true");
    assertThat(values("ROW(i, l) IS NOT DISTINCT FROM ROW(CAST(NULL AS INTEGER), 1)", batch))
        .containsExactly("false", "true", "false", "false");
  }

  @Test
  void rowsCompareByTheRulesOfNull() {
    assertThat(value("(1, CAST(NULL AS INTEGER)) = (1, 2)")).isNull();
    assertThat(value("(1, CAST(NULL AS INTEGER)) = (2, 3)")).isEqualTo("false");
    assertThat(value("(1, CAST(NULL AS INTEGER)) <> (2, 3)")).isEqualTo("true");
    assertThat(value("(1, CAST(NULL AS INTEGER)) < (2, 3)")).isEqualTo("true");
    assertThat(value("(1, CAST(NULL AS INTEGER)) < (1, 3)")).isNull();
    assertThat(value("(CAST(NULL AS INTEGER), 1) < (1, 3)")).isNull();
    assertThat(value("(1, 2) <= (1, 2)")).isEqualTo("true");
    assertThat(value("(1, 3) <= (1, 2)")).isEqualTo("false");
    assertThat(value("(2, 1) > (1, 9)")).isEqualTo("true");
    assertThat(
            values(
                "(i, l) IN ((1, 2), (3, 4))",
                columns(
                    "i",
                    Arrays.asList("1", "3", "3", null),
                    "l",
                    Arrays.asList("2", "4", "5", "4"))))
        .containsExactly("true", "true", "false", null);
  }

  @Test
  void arraysCompareByElementsThenByLength() {
    assertThat(value("ARRAY[1, 2] = ARRAY[1, 2]")).isEqualTo("true");
    assertThat(value("ARRAY[1, 2] < ARRAY[1, 2, 0]")).isEqualTo("true");
    assertThat(value("ARRAY[1, CAST(NULL AS INTEGER)] > ARRAY[1, 9]")).isEqualTo("true");
    assertThat(value("ARRAY[1.5, 2] = ARRAY[1.50, 2.0]")).isEqualTo("true");
  }

  @Test
  void betweenAndItsSymmetricForm() {
    Batch batch = column("i", "1", "5", "10", null);
    assertThat(values("i BETWEEN 2 AND 10", batch)).containsExactly("false", "true", "true", null);
    assertThat(values("i BETWEEN SYMMETRIC 10 AND 2", batch))
        .containsExactly("false", "true", "true", null);
    assertThat(values("i NOT BETWEEN 2 AND CAST(NULL AS INTEGER)", batch))
        .containsExactly("true", null, null, null);
  }

  @Test
  void listsOfConstants() {
    Batch batch = column("i", "1", "2", "-3", null);
    assertThat(values("i IN (1, 2, 4)", batch)).containsExactly("true", "true", "false", null);
    assertThat(values("i NOT IN (1, 2, 4)", batch)).containsExactly("false", "false", "true", null);
    assertThat(values("i IN (1, NULL, 4, 9)", batch)).containsExactly("true", null, null, null);
    assertThat(values("i NOT IN (1, NULL, 4, 9)", batch))
        .containsExactly("false", null, null, null);
    assertThat(values("i = 1 OR i > 1 OR i = -3 OR i = 7", batch))
        .containsExactly("true", "true", "true", null);
    assertThat(values("i <> 1 AND i <> 2 AND i <> 0", batch))
        .containsExactly("false", "false", "true", null);
    assertThat(values("i = 1.5 OR i = 2.0 OR i = 0.1", batch))
        .containsExactly("false", "true", "false", null);
    assertThat(values("i = 1.5 OR i = 99999999999999999999 OR i = 0.1", batch))
        .containsExactly("false", "false", "false", null);
    assertThat(values("n = 1.505 OR n = 1.5 OR n = 7", column("n", "1.50", "1.51", "7.00")))
        .containsExactly("true", "false", "true");
    assertThat(values("d IN (0e0, 1.5e0, 2e0)", column("d", "0", "1.5", "NaN")))
        .containsExactly("true", "true", "false");
    assertThat(values("v IN ('a', '', 'b\u00e9')", column("v", "", "b\u00e9", "a ", null)))
        .containsExactly("true", "true", "false", null);
    assertThat(
            values(
                "u IN ('123e4567-e89b-12d3-a456-426614174000',"
                    + " '00000000-0000-0000-0000-000000000000',"
                    + " '00000000-0000-0000-0000-000000000001')",
                column("u", "123e4567-e89b-12d3-a456-426614174000")))
        .containsExactly("true");
  }

  @Test
  void textBesideOtherTypesIsReadAsSuch() {
    Batch batch = columns("dt", List.of("2024-02-29"), "n", List.of("1.50"));
    assertThat(values("dt = '2024-02-29'", batch)).containsExactly("true");
    assertThat(values("n = '1.5'", batch)).containsExactly("true");
    fails("dt = '2023-02-29'", batch, "22007");
    assertThat(
            values(
                "u = '123E4567E89B12D3A456426614174000'",
                column("u", "123e4567-e89b-12d3-a456-426614174000")))
        .containsExactly("true");
    fails("u = 'x'", column("u", "123e4567-e89b-12d3-a456-426614174000"), "22018");
  }
}
