package org.assaydb.benchmarks.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assaydb.engine.terminal.Style;
import org.assaydb.proofs.read.ReadSpec;
import org.junit.jupiter.api.Test;

class TamperCampaignTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Style style = new Style(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  @Test
  void noneOf20000MutantsIsAccepted() throws Exception {
    TamperCampaign.Result result = new TamperCampaign(20_000, 4242, 2, style).run();

    assertThat(result.fields().get("findings")).isEqualTo(java.util.List.of());
    assertThat(result.clean()).isTrue();
    assertThat(result.fields()).containsEntry("mutants", 20_000L).containsEntry("accepts", 0L);
    assertThat((Map<?, ?>) result.fields().get("byMutation")).hasSize(Mutation.values().length);
  }

  @Test
  void readsOfAllKindsAreAttacked() throws Exception {
    Set<Class<?>> kinds = new HashSet<>();
    for (long seed = 0; seed < 3; seed++) {
      try (World world = World.of(seed)) {
        assertThat(world.victims()).hasSize(World.VICTIMS);
        world.victims().forEach(v -> kinds.add(v.spec().getClass()));
      }
    }
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(kindsOf(ReadSpec.class).toList());
  }

  private static Stream<Class<?>> kindsOf(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(TamperCampaignTest::kindsOf)
        : Stream.of(type);
  }

  @Test
  void anyAcceptAndAnyOtherFailureIsReported() {
    Verdicts accepted = new Verdicts();
    accepted.accepted(true, "harmless");
    Verdicts broken = new Verdicts();
    broken.failure("endless");
    Verdicts all = new Verdicts();
    assertThat(all.clean()).isTrue();

    all.add(accepted);
    assertThat(all.clean()).isFalse();
    all.add(broken);

    assertThat(all.accepts()).isOne();
    assertThat(all.findings()).containsExactly("harmless", "endless");
    assertThat(broken.clean()).isFalse();
  }
}
