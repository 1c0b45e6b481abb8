package org.assaydb.benchmarks.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Json;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.jspecify.annotations.Nullable;

/** The demonstration as a whole. */
public final class Demo {
  /** A part with the heading that it is printed under. */
  private record Part(String title, DemoSteps.Step step) {}

  /** In this order: the archive before the disk, which shows its effect. */
  private static final List<Part> PARTS =
      List.of(
          new Part("Tables and indexes", DemoSteps::createTables),
          new Part("Loading synthetic patients", DemoSteps::load),
          new Part("Questions, every answer proved", DemoSteps::questions),
          new Part("Point queries over TLS", DemoSteps::pointQueries),
          new Part("Updates and time travel", DemoSteps::timeTravel),
          new Part("Tamper drill: one replica lies", DemoSteps::tamperDrill),
          new Part("Archive: one replica loses its shards", DemoSteps::archive),
          new Part("Disk per replica", DemoSteps::disk),
          new Part("How to connect", DemoSteps::howToConnect));

  private final Style style;

  public Demo(Style style) {
    this.style = style;
  }

  /**
   * Runs all parts.
   *
   * @param keep directory for the replicas, new or empty; null for a temporary one
   * @param json file for the figures; null for none
   * @return whether every query was verified and every attack rejected
   */
  public boolean run(@Nullable Path keep, CsvTables csv, @Nullable Path json)
      throws IOException, SQLException {
    if (keep != null) {
      requireEmpty(keep);
    }
    Path directory = keep == null ? Files.createTempDirectory("assay-demo") : keep.toAbsolutePath();
    try {
      return run(directory, keep != null, csv, json);
    } finally {
      if (keep == null) {
        DiskUse.delete(directory);
      }
    }
  }

  private boolean run(Path directory, boolean kept, CsvTables csv, @Nullable Path json)
      throws IOException, SQLException {
    Stopwatch watch = new Stopwatch();
    List<String> failed = new ArrayList<>();
    style.section("Four replicas on " + directory);
    try (DemoRun run = DemoRun.start(new DemoRun.Setting(directory, kept, csv, style))) {
      style.line(
          String.format(Locale.ROOT, "started in %.1f s", watch.lap("Starting the replicas")));
      for (Part part : PARTS) {
        style.section(part.title());
        if (!part.step().run(run)) {
          failed.add(part.title());
        }
        watch.lap(part.title());
      }
      printTimes(watch);
      if (json != null) {
        Files.writeString(json, Json.of(report(run, watch, failed)));
      }
    }
    style.section(
        failed.isEmpty()
            ? style.good("All verified, all attacks rejected.")
            : style.bad("FAILED: " + String.join("; ", failed)));
    return failed.isEmpty();
  }

  private void printTimes(Stopwatch watch) {
    style.section("Where the time went");
    TextTable table = new TextTable("lr", "part", "s");
    watch.parts().forEach((part, s) -> table.add(part, String.format(Locale.ROOT, "%.1f", s)));
    table.add("in all", String.format(Locale.ROOT, "%.1f", watch.totalSeconds()));
    style.out().print(table);
    Runtime runtime = Runtime.getRuntime();
    style.line(
        "heap in use now: "
            + DiskUse.text(runtime.totalMemory() - runtime.freeMemory())
            + ", at most "
            + DiskUse.text(peakHeapBytes())
            + ", limit "
            + DiskUse.text(runtime.maxMemory()));
  }

  /** Sum of the peaks of the heap's pools: an upper bound of what was in use at any time. */
  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static Map<String, Object> report(DemoRun run, Stopwatch watch, List<String> failed) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("passed", failed.isEmpty());
    report.put("failedParts", failed);
    report.putAll(run.report());
    report.put("seconds", watch.parts());
    report.put("peakHeapBytes", peakHeapBytes());
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("java", System.getProperty("java.version"));
    return report;
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is no directory");
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new IOException(
            directory + " is not empty; 'assay sql " + directory + "' opens a kept database");
      }
    }
  }
}
