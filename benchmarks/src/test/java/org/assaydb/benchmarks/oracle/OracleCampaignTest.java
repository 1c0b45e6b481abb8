package org.assaydb.benchmarks.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assaydb.benchmarks.oracle.subject.EngineVariants;
import org.assaydb.engine.terminal.Style;
import org.junit.jupiter.api.Test;

/** Some of the campaign of {@code assay bench sql}, in every build. */
class OracleCampaignTest {
  private static final long QUERIES = 1_000;

  @Test
  void allVariantsAndDuckDbGiveTheReferencesAnswers() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OracleCampaign.Setting setting =
        new OracleCampaign.Setting(QUERIES, 1, 2, EngineVariants.names(), true, false, null);

    OracleCampaign.Result result =
        new OracleCampaign(
                setting, new Style(new PrintStream(out, true, StandardCharsets.UTF_8), false))
            .run();

    assertThat(result.clean()).as(out.toString(StandardCharsets.UTF_8)).isTrue();
    Map<?, ?> verdicts = (Map<?, ?>) result.fields().get("verdicts");
    for (String variant : EngineVariants.names()) {
      Map<?, ?> counts = (Map<?, ?>) verdicts.get(variant);
      assertThat(((Number) counts.get("AGREES")).longValue())
          .as(variant + " answers most queries")
          .isGreaterThan(QUERIES * 8 / 10);
    }
  }
}
