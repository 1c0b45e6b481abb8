package org.assaydb.benchmarks.commit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one case gave.
 *
 * @param seconds measured
 * @param latencies nanoseconds of each commit that ended in them, ascending
 * @param rows of those commits
 * @param cpuNanos of the process: clients, all replicas, compiler and collector
 * @param blocks final on the first running replica, empty ones too
 * @param syncs of all replicas, by kind of file
 * @param errors by message, of the warm-up too
 */
record CommitFigures(
    CommitCase of,
    double seconds,
    long[] latencies,
    long rows,
    long cpuNanos,
    long blocks,
    Map<String, Long> syncs,
    Map<String, Integer> errors) {

  static final String[] HEADING = {
    "replicas",
    "stopped",
    "connections",
    "batch",
    "commits/s",
    "rows/s",
    "p50 ms",
    "p90 ms",
    "p99 ms",
    "CPU ms/commit",
    "per replica",
    "blocks/s",
    "commits/block",
    "syncs/block",
    "errors"
  };

  static final String ALIGNMENT = "r".repeat(HEADING.length);

  double commitsPerSecond() {
    return latencies.length / seconds;
  }

  private double quantileMs(double q) {
    return latencies.length == 0
        ? Double.NaN
        : latencies[Math.min(latencies.length - 1, (int) (q * latencies.length))] / 1e6;
  }

  private int running() {
    return of.replicas() - of.stopped();
  }

  private double cpuMsPerCommit() {
    return cpuNanos / 1e6 / latencies.length;
  }

  /** Syncs of one replica for one block, by kind of file. */
  private Map<String, Double> syncsPerBlock() {
    Map<String, Double> perBlock = new LinkedHashMap<>();
    syncs.forEach((file, n) -> perBlock.put(file, hundredths((double) n / blocks / running())));
    return perBlock;
  }

  private double allSyncsPerBlock() {
    long all = syncs.values().stream().mapToLong(Long::longValue).sum();
    return (double) all / blocks / running();
  }

  private int errorCount() {
    return errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("replicas", of.replicas());
    fields.put("stopped", of.stopped());
    fields.put("connections", of.connections());
    fields.put("batch", of.batch());
    fields.put("seconds", hundredths(seconds));
    fields.put("commits", latencies.length);
    fields.put("commitsPerSecond", hundredths(commitsPerSecond()));
    fields.put("rowsPerSecond", hundredths(rows / seconds));
    fields.put("p50Ms", hundredths(quantileMs(0.5)));
    fields.put("p90Ms", hundredths(quantileMs(0.9)));
    fields.put("p99Ms", hundredths(quantileMs(0.99)));
    fields.put("cpuMsPerCommit", hundredths(cpuMsPerCommit()));
    fields.put("cpuMsPerCommitAndReplica", hundredths(cpuMsPerCommit() / running()));
    fields.put("blocksPerSecond", hundredths(blocks / seconds));
    fields.put("commitsPerBlock", hundredths((double) latencies.length / blocks));
    fields.put("syncsPerBlock", hundredths(allSyncsPerBlock()));
    fields.put("syncsPerBlockByFile", syncsPerBlock());
    fields.put("errors", errors);
    return fields;
  }

  String[] cells() {
    return new String[] {
      String.valueOf(of.replicas()),
      String.valueOf(of.stopped()),
      String.valueOf(of.connections()),
      String.valueOf(of.batch()),
      number("%,.0f", commitsPerSecond()),
      number("%,.0f", rows / seconds),
      number("%.1f", quantileMs(0.5)),
      number("%.1f", quantileMs(0.9)),
      number("%.1f", quantileMs(0.99)),
      number("%.2f", cpuMsPerCommit()),
      number("%.2f", cpuMsPerCommit() / running()),
      number("%.0f", blocks / seconds),
      number("%.1f", (double) latencies.length / blocks),
      number("%.1f", allSyncsPerBlock()),
      String.valueOf(errorCount())
    };
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  private static double hundredths(double value) {
    return Double.isFinite(value) ? Math.round(value * 100) / 100.0 : value;
  }

  /** The commits that ended within a time, and how long each took. */
  static long[] within(List<CommitClient.Result> results, long startNanos, long endNanos) {
    long[] nanos =
        results.stream()
            .flatMap(r -> r.commits().stream())
            .filter(c -> c.endNanos() - startNanos >= 0 && c.endNanos() - endNanos < 0)
            .mapToLong(c -> c.endNanos() - c.startNanos())
            .toArray();
    Arrays.sort(nanos);
    return nanos;
  }
}
