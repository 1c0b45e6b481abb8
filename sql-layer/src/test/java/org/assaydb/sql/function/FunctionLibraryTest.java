package org.assaydb.sql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.sql.syntax.SqlText;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.assaydb.sql.vector.Vectors;
import org.junit.jupiter.api.Test;

class FunctionLibraryTest {
  private static SqlOperator operator(String name) {
    return FunctionLibrary.operators().getOperatorList().stream()
        .filter(o -> o.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ScalarFunction code(String name, ValueType result, ValueType... arguments) {
    ScalarFunction code = FunctionLibrary.find(operator(name), List.of(arguments), result);
    assertThat(code).as(name).isNotNull();
    return code;
  }

  @Test
  void knowsNoFunctionBesidesItsList() {
    for (String call : List.of("SOUNDEX('a')", "JSON_TYPE('1')", "RAND()", "FOO(1)", "COT('a')")) {
      assertThatThrownBy(() -> Calls.value(call)).as(call).hasRootCauseInstanceOf(Throwable.class);
    }
    assertThat(FunctionLibrary.find(SqlStdOperatorTable.PLUS, List.of(), ValueType.of(Kind.BIGINT)))
        .isNull();
  }

  @Test
  void carriesNullsAndSharesNothingAcrossRowsOfLargeBatches() {
    VectorBuilder texts = new VectorBuilder(Layout.BYTES);
    VectorBuilder patterns = new VectorBuilder(Layout.BYTES);
    int rows = 5_000;
    for (int i = 0; i < rows; i++) {
      if (i % 7 == 3) {
        texts.addNull();
      } else {
        Rows.addText(texts, "é" + i);
      }
      Rows.addText(patterns, i % 2 == 0 ? "%" + i % 10 : "é_");
    }
    Vector[] arguments = {texts.build(), patterns.build()};
    ValueType text = ValueType.of(Kind.VARCHAR);
    Vector like =
        code("LIKE", ValueType.of(Kind.BOOLEAN), text, text).apply(arguments, rows, Calls.RUN);
    Vector upper = code("UPPER", text, text).apply(new Vector[] {arguments[0]}, rows, Calls.RUN);
    Vector both = code("||", text, text, text).apply(arguments, rows, Calls.RUN);
    for (int i = 0; i < rows; i++) {
      if (i % 7 == 3) {
        assertThat(like.value(i)).isNull();
        assertThat(upper.value(i)).isNull();
        assertThat(both.value(i)).isNull();
      } else {
        assertThat(like.value(i)).isEqualTo(i % 2 == 0 || i < 10);
        assertThat(((BytesVector) upper).text(i)).isEqualTo("É" + i);
        assertThat(((BytesVector) both).text(i)).startsWith("é" + i);
      }
    }
  }

  @Test
  void takesEmptyBatches() {
    ValueType text = ValueType.of(Kind.VARCHAR);
    Vector empty = Vectors.nulls(Layout.BYTES, 0);
    for (String name : List.of("||", "LIKE", "SIMILAR TO", "STARTS_WITH", "STRPOS", "LTRIM")) {
      Vector result = code(name, text, text, text).apply(new Vector[] {empty, empty}, 0, Calls.RUN);
      assertThat(result.size()).as(name).isZero();
    }
  }

  @Test
  void refusesTypesThatAFunctionDoesNotTake() {
    ValueType array = ValueType.array(ValueType.of(Kind.INTEGER));
    assertThat(FunctionLibrary.find(operator("ABS"), List.of(array), array)).isNull();
    assertThat(FunctionLibrary.find(operator("GREATEST"), List.of(array, array), array)).isNull();
  }

  private static String aggregateType(String aggregate) {
    RelNode plan =
        Calls.plan(
            "SELECT "
                + aggregate
                + " FROM (VALUES (1, CAST(1.5 AS DECIMAL(5, 2)), CAST('a' AS VARCHAR(1)), TRUE)) AS t (i, d, s, b)");
    return plan.getRowType().getFieldList().get(0).getType().toString();
  }

  @Test
  void givesStatisticsTheTypeDouble() {
    for (String name :
        List.of("STDDEV", "STDDEV_POP", "STDDEV_SAMP", "VARIANCE", "VAR_POP", "VAR_SAMP")) {
      assertThat(aggregateType(name + "(d)")).as(name).isEqualTo("DOUBLE");
      assertThat(aggregateType(name + "(i) OVER (ORDER BY d)")).as(name).isEqualTo("DOUBLE");
    }
    for (String name :
        List.of("COVAR_POP", "COVAR_SAMP", "CORR", "REGR_SXX", "REGR_SYY", "REGR_SXY")) {
      assertThat(aggregateType('"' + name + "\"(i, d)")).as(name).isEqualTo("DOUBLE");
    }
    for (String name : List.of("REGR_AVGX", "REGR_AVGY", "REGR_SLOPE", "REGR_INTERCEPT")) {
      assertThat(aggregateType('"' + name + "\"(d, i)")).as(name).isEqualTo("DOUBLE");
    }
    assertThat(aggregateType("\"REGR_R2\"(d, i)")).isEqualTo("DOUBLE");
    assertThat(aggregateType("\"REGR_COUNT\"(d, i)")).isEqualTo("BIGINT");
  }

  @Test
  void givesOtherAggregatesTheirTypes() {
    assertThat(aggregateType("AVG(d)")).isEqualTo("DECIMAL(38, 16)");
    assertThat(aggregateType("AVG(i) OVER (PARTITION BY s)")).isEqualTo("DECIMAL(38, 16)");
    assertThat(aggregateType("COUNT(*)")).isEqualTo("BIGINT");
    assertThat(aggregateType("SUM(i)")).isEqualTo("BIGINT");
    assertThat(aggregateType("BOOL_AND(b)")).isEqualTo("BOOLEAN");
    assertThat(aggregateType("EVERY(b)")).isEqualTo("BOOLEAN");
    assertThat(aggregateType("LISTAGG(s, ',') WITHIN GROUP (ORDER BY i)")).isEqualTo("VARCHAR");
    assertThat(aggregateType("ARRAY_AGG(i ORDER BY d)")).isEqualTo("INTEGER ARRAY");
    assertThat(aggregateType("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i)")).isEqualTo("DOUBLE");
    assertThat(aggregateType("PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY d)"))
        .isEqualTo("DECIMAL(5, 2)");
    assertThat(aggregateType("MODE() WITHIN GROUP (ORDER BY i)")).isEqualTo("INTEGER");
    assertThat(aggregateType("NTILE(4) OVER (ORDER BY i)")).isEqualTo("BIGINT");
    assertThat(aggregateType("LAG(d, 1) OVER (ORDER BY i)")).isEqualTo("DECIMAL(5, 2)");
    assertThat(aggregateType("CUME_DIST() OVER (ORDER BY i)")).isEqualTo("DOUBLE");
    assertThat(aggregateType("BIT_AND(i)")).isEqualTo("INTEGER");
  }

  @Test
  void callsEachAggregateByItsName() {
    for (SqlOperator operator : FunctionLibrary.operators().getOperatorList()) {
      if (operator instanceof SqlAggFunction && !operator.getName().startsWith("$")) {
        String sql = "SELECT " + operator.getName() + "(x) FROM t";
        assertThatCode(() -> SqlText.parse(sql)).as(sql).doesNotThrowAnyException();
      }
    }
  }

  /** Names in the first column of the tables of docs/functions.md. */
  private static TreeSet<String> documented() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Pattern row = Pattern.compile("^\\| `([^|]*)` \\|.*");
    Path here = Path.of("docs/functions.md");
    Path file = Files.exists(here) ? here : Path.of("../docs/functions.md");
    for (String line : Files.readAllLines(file)) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        for (String name : matcher.group(1).split("`, `")) {
          names.add(name.replaceAll("\\(.*", ""));
        }
      }
    }
    return names;
  }

  @Test
  void isWhatTheDocumentationLists() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (SqlOperator operator : FunctionLibrary.operators().getOperatorList()) {
      boolean function = operator instanceof SqlFunction || operator instanceof SqlAggFunction;
      if (function && !operator.getName().startsWith("$")) {
        // The parser's name of TRANSLATE with three arguments.
        names.add(operator.getName().equals("TRANSLATE3") ? "TRANSLATE" : operator.getName());
      }
    }
    names.removeAll(List.of("CAST", "SINGLE_VALUE", "UNNEST"));
    assertThat(documented()).isEqualTo(names);
  }
}
