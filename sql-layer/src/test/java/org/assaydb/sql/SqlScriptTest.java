package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scripts: a statement up to a semicolon, then the rows expected, up to an empty line. */
class SqlScriptTest {
  @TestFactory
  List<DynamicTest> queriesGiveTheirRowsOnEveryPlan() throws IOException {
    MemoryDatabase db = Fixture.database(new CalcitePlanner());
    CalcitePlanner scans =
        new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false));
    List<DynamicTest> tests = new ArrayList<>();
    for (String block : read("queries.iq").split("\n\n+")) {
      int end = block.indexOf(";\n") < 0 ? block.lastIndexOf(';') : block.indexOf(";\n");
      String sql = block.substring(0, end).strip();
      List<String> expected = block.substring(end + 1).strip().lines().toList();
      tests.add(
          DynamicTest.dynamicTest(
              sql,
              () -> {
                assertThat(db.query(sql).stream().map(Fixture::text).toList()).isEqualTo(expected);
                if (!sql.startsWith("explain")) {
                  assertThat(db.query(scans, sql).stream().map(Fixture::text).sorted().toList())
                      .isEqualTo(expected.stream().sorted().toList());
                }
              }));
    }
    return tests;
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SqlScriptTest.class.getResourceAsStream("/sql/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
