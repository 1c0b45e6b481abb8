package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
  @Test
  void printsOneLinePerFifthWhereNobodyWatches() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (LoadProgress progress = LoadProgress.start(1_000, false, out)) {
      progress.table("patients");
      for (int i = 0; i < 100; i++) {
        progress.accept(10);
      }
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .first()
        .isEqualTo("  loaded 200 of 1,000 rows");
  }
}
