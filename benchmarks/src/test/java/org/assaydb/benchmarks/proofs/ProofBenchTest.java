package org.assaydb.benchmarks.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.assaydb.engine.terminal.Style;
import org.junit.jupiter.api.Test;

class ProofBenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Style style = new Style(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  @Test
  void measuresEveryCaseBeforeAndAfterUpdates() throws Exception {
    List<String> names = ProofBench.names();

    List<Map<String, Object>> figures = new ProofBench(2_000, new HashSet<>(names), 1, style).run();

    List<String> queries = names.stream().filter(n -> n.startsWith("jdbc-")).toList();
    List<String> reads = names.stream().filter(n -> !queries.contains(n)).toList();
    for (String state : List.of("one-run", "updated")) {
      assertThat(figures)
          .filteredOn(f -> state.equals(f.get("state")))
          .extracting(f -> f.get("name"))
          .containsExactlyElementsOf(reads);
    }
    for (String header : List.of("-header-cached", "-header-new")) {
      assertThat(figures)
          .filteredOn(f -> String.valueOf(f.get("name")).endsWith(header))
          .extracting(f -> f.get("name"))
          .containsExactlyElementsOf(queries.stream().map(q -> q + header).toList());
    }
    assertThat(figures)
        .extracting(f -> f.get("name"))
        .contains("header", "certificate-4-validators", "certificate-31-validators");
    assertThat(figures)
        .filteredOn(f -> f.containsKey("state"))
        .allSatisfy(
            f -> {
              assertThat((Integer) f.get("proofBytes")).isPositive();
              assertThat((Double) f.get("serverMicros")).isPositive();
              assertThat((Double) f.get("verifyMicros")).isPositive();
              assertThat((Double) f.get("nodeHashNanos")).isBetween(10.0, 100_000.0);
              assertThat((Integer) f.get("statePathBytes"))
                  .isGreaterThan((Integer) f.get("ofThatIndexLeafBytes"));
            });
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("point-row", "GroveDB");
  }
}
