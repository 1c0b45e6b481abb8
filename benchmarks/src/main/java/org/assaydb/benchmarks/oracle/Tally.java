package org.assaydb.benchmarks.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of verdicts by subject, reasons of refusals, and findings. Not thread safe. */
final class Tally {
  private static final int REASON_LENGTH = 70;

  /** By subject, what verdict came how often. */
  private final Map<String, Map<String, Long>> verdicts = new LinkedHashMap<>();

  private final Map<String, Map<String, Long>> reasons = new LinkedHashMap<>();
  private final Map<String, Long> deviations = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long queries;

  void query() {
    queries++;
  }

  long queries() {
    return queries;
  }

  void count(String subject, String verdict) {
    verdicts.computeIfAbsent(subject, s -> new LinkedHashMap<>()).merge(verdict, 1L, Long::sum);
  }

  /** Why a subject had no answer: numbers and names in the message do not make a reason. */
  void reason(String subject, String message) {
    String kind = message.replaceAll("[0-9]+", "#").replaceAll("'[^']*'", "'...'");
    String cut = kind.length() > REASON_LENGTH ? kind.substring(0, REASON_LENGTH) : kind;
    reasons.computeIfAbsent(subject, s -> new TreeMap<>()).merge(cut, 1L, Long::sum);
  }

  void deviation(String name) {
    deviations.merge(name, 1L, Long::sum);
  }

  void finding(Finding finding) {
    findings.add(finding);
  }

  void add(Tally other) {
    queries += other.queries;
    other.verdicts.forEach(
        (subject, counts) ->
            counts.forEach(
                (verdict, n) ->
                    verdicts
                        .computeIfAbsent(subject, s -> new LinkedHashMap<>())
                        .merge(verdict, n, Long::sum)));
    other.reasons.forEach(
        (subject, counts) ->
            counts.forEach(
                (reason, n) ->
                    reasons
                        .computeIfAbsent(subject, s -> new TreeMap<>())
                        .merge(reason, n, Long::sum)));
    other.deviations.forEach((name, n) -> deviations.merge(name, n, Long::sum));
    findings.addAll(other.findings);
  }

  Map<String, Map<String, Long>> verdicts() {
    return verdicts;
  }

  Map<String, Map<String, Long>> reasons() {
    return reasons;
  }

  Map<String, Long> deviations() {
    return deviations;
  }

  List<Finding> findings() {
    return findings;
  }
}
