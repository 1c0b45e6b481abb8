package org.assaydb.benchmarks.synthea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheaSampleTest {
  @Test
  void schemaHasTheEighteenTables() {
    assertThat(SyntheaSchema.tables()).hasSize(18).doesNotHaveDuplicates();
    assertThat(SyntheaSchema.statements())
        .allMatch(s -> s.startsWith("CREATE TABLE ") || s.startsWith("CREATE INDEX "));
  }

  @Test
  void sampleFillsAllTablesButClaimsTransactions() throws Exception {
    CsvTables sample = CsvTables.sample();
    long rows = 0;
    for (String table : SyntheaSchema.tables()) {
      long count = sample.countRows(table);
      assertThat(count > 0).as(table).isEqualTo(!table.equals("claims_transactions"));
      rows += count;
    }
    assertThat(rows).isEqualTo(93_331);
  }

  @Test
  void smallTablesOfTheSampleFitTheSchemaAndItsKeys() throws Exception {
    CsvTables sample = CsvTables.sample();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String ddl : SyntheaSchema.tableStatements()) {
        statement.execute(ddl);
      }
      for (String table :
          List.of("patients", "organizations", "providers", "payers", "careplans")) {
        try (Reader text = sample.open(table).orElseThrow()) {
          new CsvLoader(connection, rows -> {}).load(table, text);
        }
        try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
          result.next();
          assertThat(result.getLong(1)).as(table).isEqualTo(sample.countRows(table));
        }
      }
    }
  }

  @Test
  void cutsEveryTableToItsFirstRows() throws Exception {
    CsvTables few = CsvTables.sample().firstRows(5);

    assertThat(few.countRows("patients")).isEqualTo(5);
    assertThat(few.countRows("payers")).isEqualTo(5);
    assertThat(few.open("claims_transactions")).isEmpty();
  }

  @Test
  void questionsHaveTitlesAndAnOrderOrAKey() {
    assertThat(Question.all()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(Question.all())
        .allMatch(q -> !q.title().isBlank() && !q.sql().endsWith(";"))
        .allMatch(q -> q.sql().contains("ORDER BY") || q.sql().contains("WHERE id ="));
  }
}
