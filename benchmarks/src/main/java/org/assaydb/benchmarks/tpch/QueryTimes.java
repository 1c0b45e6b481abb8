package org.assaydb.benchmarks.tpch;

import java.util.ArrayList;
import java.util.List;

/** Milliseconds of the runs of one query on one engine. */
final class QueryTimes {
  private final List<Double> runs = new ArrayList<>();
  private final List<Long> proofBytes = new ArrayList<>();

  void add(double milliseconds) {
    add(milliseconds, 0);
  }

  void add(double milliseconds, long bytesOfProof) {
    runs.add(milliseconds);
    proofBytes.add(bytesOfProof);
  }

  /** Of each run. */
  List<Long> proofBytes() {
    return List.copyOf(proofBytes);
  }

  /** With planning and without what later runs find in caches. */
  double first() {
    return runs.get(0);
  }

  /** Median of all runs but the first; the first when there is no other. */
  double later() {
    return runs.size() == 1 ? first() : median(runs.subList(1, runs.size()));
  }

  double median() {
    return median(runs);
  }

  private static double median(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  List<Double> runs() {
    return List.copyOf(runs);
  }
}
