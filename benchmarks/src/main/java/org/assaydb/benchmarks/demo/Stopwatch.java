package org.assaydb.benchmarks.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Wall-clock time of the parts of a run, in the order in which they ended. */
final class Stopwatch {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private long lapNanos = startNanos;

  /** Ends a part: the time since the last one ended is its own. */
  double lap(String part) {
    long now = System.nanoTime();
    double elapsed = (now - lapNanos) / 1e9;
    lapNanos = now;
    seconds.merge(part, elapsed, Double::sum);
    return elapsed;
  }

  double totalSeconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  Map<String, Double> parts() {
    return seconds;
  }
}
