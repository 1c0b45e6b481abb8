package org.assaydb.benchmarks.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package in JVMs of their own. */
public final class MicroHarness {
  /** Median over the measured iterations, and the smallest and largest of them. */
  public record Measurement(String name, double median, double least, double most, String unit) {}

  private MicroHarness() {}

  /**
   * Runs what matches a pattern.
   *
   * @param pattern regular expression on class and method names
   * @param iterations measured iterations, after half as many to warm up
   * @param iterationMs length of each
   */
  public static List<Measurement> run(String pattern, int iterations, long iterationMs)
      throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(MicroHarness.class.getPackageName() + ".*(" + pattern + ").*")
                    .forks(1)
                    .warmupIterations(Math.max(1, iterations / 2))
                    .warmupTime(TimeValue.milliseconds(iterationMs))
                    .measurementIterations(iterations)
                    .measurementTime(TimeValue.milliseconds(iterationMs))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    List<Measurement> measurements = new ArrayList<>();
    results.forEach(r -> measurements.add(measurement(r)));
    measurements.sort(Comparator.comparing(Measurement::name));
    return measurements;
  }

  private static Measurement measurement(RunResult run) {
    BenchmarkParams params = run.getParams();
    String name = params.getBenchmark();
    int method = name.lastIndexOf('.');
    String shown = name.substring(name.lastIndexOf('.', method - 1) + 1);
    String values =
        params.getParamsKeys().stream()
            .map(k -> k + "=" + params.getParam(k))
            .collect(Collectors.joining(" "));
    Result<?> result = run.getPrimaryResult();
    return new Measurement(
        values.isEmpty() ? shown : shown + " " + values,
        result.getStatistics().getPercentile(50),
        result.getStatistics().getMin(),
        result.getStatistics().getMax(),
        result.getScoreUnit());
  }
}
