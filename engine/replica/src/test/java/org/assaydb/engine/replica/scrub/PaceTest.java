package org.assaydb.engine.replica.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final LongSupplier CLOCK = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

  @Test
  void readsNoFasterThanItMay() {
    Pace pace = new Pace(1_000_000, CLOCK);
    long began = CLOCK.getAsLong();
    for (int i = 0; i < 10; i++) {
      pace.accept(30_000);
    }
    assertThat(CLOCK.getAsLong() - began).isGreaterThanOrEqualTo(300);
    assertThat(pace.bytes()).isEqualTo(300_000);
  }

  @Test
  void waitsForNothingWithoutALimit() {
    Pace pace = new Pace(Long.MAX_VALUE, () -> 0); // a clock that stands would let it wait for ever
    pace.accept(1L << 50);
    assertThat(pace.bytes()).isEqualTo(1L << 50);
  }

  @Test
  void isEndedWhileItWaits() throws Exception {
    Pace pace = new Pace(1, CLOCK);
    CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> pace.accept(1_000_000));
    pace.end();
    assertThatThrownBy(reading::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Pace.EndedException.class);
    assertThatThrownBy(() -> pace.accept(1)).isInstanceOf(Pace.EndedException.class);
  }
}
