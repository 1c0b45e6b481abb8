package org.assaydb.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.engine.terminal.Style;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestBenchTest {
  private final Style style =
      new Style(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportsWhatALoadCosts(boolean sorted) throws Exception {
    Map<String, Object> figures =
        new IngestBench(new IngestBench.Setting(5_000, 2, sorted, 500), style).run();

    assertThat((List<?>) figures.get("runs")).hasSize(3);
    assertThat((Long) figures.get("rowsPerSecondPerCore")).isPositive();
    assertThat((Long) figures.get("entryBytesPerRow"))
        .isGreaterThan((Long) figures.get("rowBytes"));
    // The entries of run 0 are in the log at least.
    assertThat((Double) figures.get("writeAmplification")).isGreaterThan(0.5);
  }

  @Test
  void scatteredKeysAreDistinctAndOutOfOrder() {
    List<RowImage> rows = new IngestTable(0, false).rows(0, 10_000);

    Set<Key> keys = new HashSet<>();
    rows.forEach(r -> keys.add(r.key()));
    assertThat(keys).hasSize(10_000);
    assertThat(rows).extracting(RowImage::key).isNotEqualTo(keys.stream().sorted().toList());
  }
}
