package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Choices from one seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    // Neighbouring seeds of java.util.Random begin alike.
    random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    random.nextLong();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From 1 to {@code most}. */
  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> List<T> shuffled(List<T> items) {
    List<T> copy = new ArrayList<>(items);
    java.util.Collections.shuffle(copy, random);
    return copy;
  }

  long bits() {
    return random.nextLong();
  }
}
