package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation notices each of these changes, on the seed that is given with it. */
class SeededBugsTest {
  static List<SeededBug> bugs() {
    return SeededBug.all();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isNoticed(SeededBug bug) throws IOException {
    assertThat(SeededBugs.failure(bug, bug.seed())).isPresent();
  }
}
