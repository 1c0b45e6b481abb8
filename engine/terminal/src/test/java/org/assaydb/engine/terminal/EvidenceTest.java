package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {
  @Test
  void saysWhatWasChecked() {
    assertThat(new Evidence(7, "0,2,3", 1234, 0.5, 1).describe())
        .isEqualTo(
            "verified at height 7, signed by replicas 0,2,3, 1,234 bytes of proof checked in"
                + " 0.50 ms");
  }

  @Test
  void answersThatWereCheckedBeforeTakeNoBytes() {
    assertThat(new Evidence(7, "0,2,3", 0, 0, 0).describe())
        .isEqualTo("verified at height 7, signed by replicas 0,2,3, nothing new to check");
  }
}
