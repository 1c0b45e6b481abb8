package org.assaydb.benchmarks.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlLogicReaderTest {
  private static List<SqlLogicRecord> read(String text) {
    return SqlLogicReader.read(text.lines().toList());
  }

  @Test
  void readsStatementsAndQueriesWithTheirRows() {
    List<SqlLogicRecord> records =
        read(
            """
            hash-threshold 8

            # a remark
            statement ok
            CREATE TABLE t (a INTEGER)

            statement error
            INSERT INTO t
            VALUES (1, 2)

            query IT rowsort label-1
            SELECT a,
              b FROM t
            ----
            1
            x y

            query I nosort
            SELECT 1
            ----
            30 values hashing to 0123456789abcdef0123456789abcdef
            """);

    assertThat(records)
        .extracting(SqlLogicRecord::line, SqlLogicRecord::kind, SqlLogicRecord::sql)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                4, SqlLogicRecord.Kind.OK, "CREATE TABLE t (a INTEGER)"),
            org.assertj.core.groups.Tuple.tuple(
                7, SqlLogicRecord.Kind.ERROR, "INSERT INTO t\nVALUES (1, 2)"),
            org.assertj.core.groups.Tuple.tuple(
                11, SqlLogicRecord.Kind.QUERY, "SELECT a,\n  b FROM t"),
            org.assertj.core.groups.Tuple.tuple(18, SqlLogicRecord.Kind.QUERY, "SELECT 1"));
    assertThat(records.get(2).types()).isEqualTo("IT");
    assertThat(records.get(2).order()).isEqualTo(SqlLogicRecord.Order.ROWSORT);
    assertThat(records.get(2).expected()).containsExactly("1", "x y");
    assertThat(records.get(3).expected()).hasSize(1);
  }

  @Test
  void takesWhatIsForPostgresqlOrForAll() {
    String statement = "statement ok\n%s\n\n";

    assertThat(
            read(
                "onlyif mysql # no\n"
                    + statement.formatted("A")
                    + "skipif mysql\n"
                    + statement.formatted("B")
                    + "skipif postgresql\n"
                    + statement.formatted("C")
                    + "onlyif postgresql\n"
                    + statement.formatted("D")
                    + "onlyif sqlite\nhalt\n\n"
                    + statement.formatted("E")
                    + "halt\n\n"
                    + statement.formatted("F")))
        .extracting(SqlLogicRecord::sql)
        .containsExactly("B", "D", "E");
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertThatThrownBy(() -> read("statement ok\nX\n\nloop 3\n")).hasMessageContaining("line 4");
  }

  @Test
  void writesValuesAsSqllogictestDoes() {
    assertThat(SqlLogicValues.text('I', new BigDecimal("-3.9"))).isEqualTo("-3");
    assertThat(SqlLogicValues.text('I', true)).isEqualTo("1");
    assertThat(SqlLogicValues.text('I', null)).isEqualTo("NULL");
    assertThat(SqlLogicValues.text('R', 2)).isEqualTo("2.000");
    assertThat(SqlLogicValues.text('R', 0.0625)).isEqualTo("0.063");
    assertThat(SqlLogicValues.text('T', "")).isEqualTo("(empty)");
    assertThat(SqlLogicValues.text('T', "a\tb\u00e9")).isEqualTo("a@b@");
  }

  @Test
  void comparesSortedAsTheQueryAsks() {
    SqlLogicRecord.Order[] orders = SqlLogicRecord.Order.values();
    List<List<String>> expected =
        List.of(
            List.of("2", "a", "10", "b"),
            List.of("10", "b", "2", "a"),
            List.of("10", "2", "a", "b"));
    for (int i = 0; i < orders.length; i++) {
      SqlLogicRecord query =
          new SqlLogicRecord(1, SqlLogicRecord.Kind.QUERY, "", "IT", orders[i], expected.get(i));

      assertThat(
              SqlLogicValues.difference(
                  query, List.of(new Object[] {2, "a"}, new Object[] {10, "b"})))
          .isNull();
      assertThat(SqlLogicValues.difference(query, List.of())).isNotNull();
    }
  }

  @Test
  void comparesTheSumOfManyValues() {
    // printf '1\n2\n' | md5sum
    String sum = "2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0";
    SqlLogicRecord query =
        new SqlLogicRecord(
            1, SqlLogicRecord.Kind.QUERY, "", "I", SqlLogicRecord.Order.NOSORT, List.of(sum));

    assertThat(SqlLogicValues.difference(query, List.of(new Object[] {1}, new Object[] {2})))
        .isNull();
    assertThat(SqlLogicValues.difference(query, List.of(new Object[] {2}, new Object[] {1})))
        .isNotNull();
  }
}
