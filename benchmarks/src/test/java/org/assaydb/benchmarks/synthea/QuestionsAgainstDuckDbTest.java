package org.assaydb.benchmarks.synthea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole path (loader, driver, four replicas, proofs) gives DuckDB's rows on the same CSV. */
class QuestionsAgainstDuckDbTest {
  @TempDir static Path scratch;

  private static CsvTables sample;
  private static Connection oracle;
  private static Connection assay;

  @BeforeAll
  static void loadBoth() throws Exception {
    sample = CsvTables.sample();
    oracle = DuckDb.load(sample, scratch);
    assay =
        DriverManager.getConnection(
            "jdbc:assay:embedded:" + scratch.resolve("replicas") + "?replicas=4");
    try (Statement statement = assay.createStatement()) {
      for (String ddl : SyntheaSchema.statements()) {
        statement.execute(ddl);
      }
    }
    CsvLoader loader = new CsvLoader(assay, rows -> {});
    for (String table : SyntheaSchema.tables()) {
      Optional<Reader> text = sample.open(table);
      if (text.isPresent()) {
        loader.load(table, text.get());
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (assay != null) {
      assay.close();
    }
    if (oracle != null) {
      oracle.close();
    }
  }

  static List<Question> questions() {
    return Question.all();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesTheRowsOfDuckDb(Question question) throws Exception {
    List<List<String>> expected = Rows.of(oracle, question.sql());

    assertThat(expected).isNotEmpty();
    assertThat(Rows.of(assay, question.sql())).isEqualTo(expected);
  }

  @Test
  void loadsEveryRowOfEveryTable() throws Exception {
    for (String table : SyntheaSchema.tables()) {
      String count = "SELECT COUNT(*) FROM " + table;
      assertThat(Rows.of(assay, count)).as(table).isEqualTo(Rows.of(oracle, count));
    }
  }

  @Test
  void keepsEveryValueOfATableOfEachShape() throws Exception {
    for (String table : List.of("patients", "payers", "conditions", "careplans")) {
      String all = "SELECT * FROM " + table;
      assertThat(Rows.of(assay, all))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(Rows.of(oracle, all));
    }
  }
}
