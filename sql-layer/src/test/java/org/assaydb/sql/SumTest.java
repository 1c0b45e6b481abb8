package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sums and averages at the ends of their types. */
class SumTest {
  private static final MemoryDatabase DB = new MemoryDatabase();

  @BeforeAll
  static void fill() {
    DB.run("create table n (g int, s smallint, i int, b bigint, d decimal(38,0))");
    String nines = "9".repeat(38);
    for (int row = 0; row < 3; row++) {
      DB.run(
          "insert into n values ("
              + row % 2
              + ", 32767, 2147483647, 9223372036854775807, "
              + nines
              + ")");
    }
  }

  private static List<String> rows(String sql) {
    return DB.query(sql).stream().map(Fixture::text).toList();
  }

  @Test
  void sumsOfIntegersDoNotWrap() {
    assertThat(rows("select sum(s), sum(i), sum(b) from n"))
        .containsExactly("98301 | 6442450941 | 27670116110564327421");
    assertThat(rows("select sum(distinct b), count(distinct b), count(*) from n"))
        .containsExactly("9223372036854775807 | 1 | 3");
    assertThat(rows("select g, sum(b), count(b) from n group by g order by g"))
        .containsExactly("0 | 18446744073709551614 | 2", "1 | 9223372036854775807 | 1");
    assertThat(rows("select sum(b) from n where g > 5")).containsExactly("null");
    assertThat(rows("select sum(b) over (partition by g) from n order by 1"))
        .containsExactly("9223372036854775807", "18446744073709551614", "18446744073709551614");
    assertThat(
            rows(
                "select g, count(distinct s), count(distinct i), sum(b) from n group by g order by g"))
        .containsExactly("0 | 1 | 1 | 18446744073709551614", "1 | 1 | 1 | 9223372036854775807");
  }

  @Test
  void averagesAreExact() {
    assertThat(rows("select avg(b), avg(s), avg(i) from n"))
        .containsExactly(
            "9223372036854775807.0000000000000000 | 32767.0000000000000000"
                + " | 2147483647.0000000000000000");
  }

  @Test
  void overflowIsAnError() {
    for (String sql :
        List.of(
            "select sum(d) from n",
            "select cast(sum(b) as bigint) from n",
            "select b + b from n",
            "select sum(b + 1) from n")) {
      SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> rows(sql));
      assertThat(e).as(sql).isNotNull();
      assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(SqlStates.OUT_OF_RANGE);
    }
  }
}
