package org.assaydb.benchmarks.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoodMartTest {
  @Test
  void readsTheLiteralsOfHsqldbsScript() {
    String line = "INSERT INTO \"t\" VALUES(1,'a,b''(c)',NULL,'NULL',-2.5E0,'caf\\u00e9','')";

    assertThat(FoodMartData.literals(line, line.indexOf('(') + 1))
        .containsExactly("1", "a,b'(c)", null, "NULL", "-2.5E0", "caf\u00e9", "");
  }

  @Test
  void readsAllQueriesWithTheirRows() throws Exception {
    int count = 0;
    try (FoodMartQueries queries = FoodMartQueries.open()) {
      FoodMartQueries.Query first = queries.next();
      assertThat(first.sql()).startsWith("select \"time_by_day\".\"the_year\"");
      assertThat(first.rows()).hasSize(2);
      for (FoodMartQueries.Query q = first; q != null; q = queries.next()) {
        count++;
        assertThat(q.sql()).isNotBlank();
      }
    }
    assertThat(count).isEqualTo(FoodMartSuite.QUERIES);
  }
}
