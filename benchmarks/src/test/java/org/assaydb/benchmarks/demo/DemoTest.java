package org.assaydb.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.engine.terminal.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own code path on the first rows of each table. */
class DemoTest {
  private static final int ROWS = 400;

  @Test
  void verifiesEveryQueryAndRejectsEveryAttack(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Style style = new Style(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    Path json = directory.resolve("figures.json");

    boolean passed =
        new Demo(style).run(directory.resolve("kept"), CsvTables.sample().firstRows(ROWS), json);

    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(passed).as(text).isTrue();
    assertThat(text)
        .contains(
            "alters a value",
            "drops a row",
            "cuts a range",
            "serves an old head",
            "forges a certificate")
        .doesNotContain("FAILED", "NOT REJECTED", "\u001b");
    assertThat(Files.readString(json))
        .contains("\"passed\": true")
        .contains("\"reason\": \"INCOMPLETE_RESULT\"");
  }
}
