package org.assaydb.benchmarks.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.benchmarks.synthea.SampleLoad;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay demo}. */
@Command(
    name = "demo",
    description = {
      "Show it all: four replicas, synthetic patients, proved answers, and a replica that lies.",
      "Exit status 0 only if every query was verified and every attack was rejected."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the replicas in this directory, new or empty.")
  private @Nullable Path keep;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description =
          "Generate N patients with Synthea (fetched with Maven, 203 MB) instead of the bundled 63.")
  private @Nullable Integer patients;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Style style = Style.standard();
    CsvTables csv = patients == null ? CsvTables.sample() : SampleLoad.generate(patients, style);
    return new Demo(style).run(keep, csv, json) ? 0 : 1;
  }
}
