package org.assaydb.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.benchmarks.synthea.SampleLoad;
import org.assaydb.benchmarks.synthea.SyntheaSchema;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay load}: Synthea's tables into a database. */
@Command(
    name = "load",
    description =
        "Create Synthea's 18 tables and load patients: the bundled sample unless told otherwise.")
public final class LoadCommand implements Callable<Integer> {
  @Mixin private final Target target = new Target();

  @ArgGroup private @Nullable Source source;

  @Option(names = "--no-create", description = "The tables are there already.")
  private boolean noCreate;

  /** Where the rows come from. */
  static final class Source {
    @Option(
        names = "--csv",
        paramLabel = "DIR",
        description = "Directory with Synthea's CSV files.")
    private @Nullable Path csv;

    @Option(
        names = "--patients",
        paramLabel = "N",
        description = "Generate N patients with Synthea (fetched with Maven, 203 MB).")
    private @Nullable Integer patients;
  }

  @Override
  public Integer call() throws SQLException, IOException, InterruptedException {
    Style style = Style.standard();
    CsvTables csv = open(style);
    try (Connection connection = target.connect()) {
      if (!noCreate) {
        try (Statement statement = connection.createStatement()) {
          for (String ddl : SyntheaSchema.statements()) {
            statement.execute(ddl);
          }
        }
      }
      SampleLoad load = SampleLoad.run(target::connect, csv, style);
      style.line(
          String.format(
              Locale.ROOT,
              "%,d rows in %.1f s, %,.0f rows/s",
              load.rows(),
              load.seconds(),
              load.rowsPerSecond()));
    }
    return 0;
  }

  private CsvTables open(Style style) throws IOException, InterruptedException {
    if (source == null) {
      return CsvTables.sample();
    }
    if (source.patients != null) {
      return SampleLoad.generate(source.patients, style);
    }
    Path directory = java.util.Objects.requireNonNull(source.csv);
    CsvTables csv = CsvTables.directory(directory);
    for (String table : SyntheaSchema.tables()) {
      if (csv.countRows(table) > 0) {
        return csv;
      }
    }
    throw new IOException("no Synthea CSV files in " + directory);
  }
}
