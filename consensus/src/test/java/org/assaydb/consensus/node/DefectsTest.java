package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectsTest {
  @Test
  void oneIsToldOfInAWhile() {
    Defects defects = new Defects();
    assertThat(defects.meet(-5)).hasValue(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(defects.meet(i)).isEmpty();
    }
    assertThat(defects.meet(Defects.INTERVAL_MS - 6)).isEmpty();
    assertThat(defects.meet(Defects.INTERVAL_MS - 5)).hasValue(1_002);
    assertThat(defects.meet(Defects.INTERVAL_MS)).isEmpty();
    assertThat(defects.meet(2 * Defects.INTERVAL_MS)).hasValue(2);
  }
}
