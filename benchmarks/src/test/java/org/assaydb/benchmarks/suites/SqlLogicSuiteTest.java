package org.assaydb.benchmarks.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A sample of sqllogictest's queries; {@code assay bench sqllogictest} runs more of them. */
class SqlLogicSuiteTest {
  private static final long RESULTS = 5_000;

  @Test
  void givesNoWrongRowsForFiveThousandQueries() throws Exception {
    AtomicLong told = new AtomicLong();
    SqlLogicSuite.Setting setting = new SqlLogicSuite.Setting(RESULTS, 1, Pattern.compile(""));

    Verdicts verdicts = new SqlLogicSuite(setting, told::addAndGet).run();

    assertThat(verdicts.wrongOnes()).isEmpty();
    assertThat(verdicts.count()).isEqualTo(RESULTS);
    assertThat(told).hasValue(RESULTS);
    assertThat(verdicts.rightCount())
        .as(() -> verdicts.fields().toString())
        .isGreaterThan(RESULTS * 9 / 10);
  }
}
