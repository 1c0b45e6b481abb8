package org.assaydb.benchmarks.tpch;

import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.assaydb.benchmarks.cli.DiskUse;
import org.assaydb.benchmarks.cli.Failures;
import org.assaydb.benchmarks.cli.LoadProgress;
import org.assaydb.benchmarks.cli.Style;
import org.assaydb.benchmarks.cli.TextTable;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.benchmarks.store.SealedTables;
import org.assaydb.benchmarks.store.TextValues;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/**
 * The executor alone: TPC-H's queries on one thread over columns that were verified and decoded
 * beforehand. Times hold neither network nor proofs nor planning, which is shown by itself.
 */
public final class ExecutorBench {
  /**
   * What to run.
   *
   * @param scale scale factor
   * @param queries numbers of the queries
   * @param runs measured runs of each, after {@code warmUps} others
   */
  public record Setting(double scale, Set<Integer> queries, int warmUps, int runs) {}

  /** Figures of one query; times in milliseconds, of the thread's processor beside the clock's. */
  private record Figures(
      TpchQuery query,
      double planMs,
      int rows,
      QueryTimes wall,
      QueryTimes processor,
      @Nullable String failure) {}

  private final Setting setting;
  private final Style style;
  private final LocalDatabase database = new LocalDatabase(new CalcitePlanner());

  public ExecutorBench(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** Loads, measures, prints; the figures, for JSON. */
  public Map<String, Object> run() throws IOException {
    Path directory = Files.createTempDirectory("assay-executor");
    ExecutionContext context;
    try {
      style.line(String.format(Locale.ROOT, "TPC-H at scale factor %s", setting.scale()));
      load(TpchFiles.write(directory, setting.scale()));
      SealedTables sealed = SealedTables.of(database);
      context = new ExecutionContext(sealed, sealed.stateHeight(), 0);
    } finally {
      DiskUse.delete(directory);
    }
    List<Figures> figures = new ArrayList<>();
    for (TpchQuery query : TpchQuery.all(setting.scale())) {
      if (setting.queries().contains(query.number())) {
        figures.add(measure(query, context));
      }
    }
    print(figures);
    return fields(figures);
  }

  private void load(CsvTables csv) throws IOException {
    for (String definition : TpchFiles.definitions()) {
      database.run(definition);
    }
    long rows = 0;
    for (String table : TpchFiles.TABLES) {
      rows += csv.countRows(table);
    }
    try (LoadProgress progress = LoadProgress.start(rows, style.terminal(), style.out())) {
      for (String table : TpchFiles.TABLES) {
        progress.table(table);
        try (Reader text = csv.open(table).orElseThrow()) {
          load(table, text, progress);
        }
      }
    }
  }

  private void load(String table, Reader text, LoadProgress progress) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<String> columns = parser.getHeaderNames();
      String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
      String sql =
          "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
      PlannedStatement.Update insert = (PlannedStatement.Update) database.plan(sql);
      List<ColumnType> types = insert.parameterTypes();
      for (CSVRecord line : parser) {
        Object[] row = new Object[types.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = TextValues.parse(types.get(i), line.get(i));
        }
        database.change(insert, row);
        progress.accept(1);
      }
    }
  }

  private Figures measure(TpchQuery query, ExecutionContext context) {
    QueryTimes wall = new QueryTimes();
    QueryTimes processor = new QueryTimes();
    double planMs = 0;
    int rows = 0;
    try {
      long start = System.nanoTime();
      PlannedStatement.Query planned = (PlannedStatement.Query) database.plan(query.sql());
      planMs = (System.nanoTime() - start) / 1e6;
      for (int run = 0; run < setting.warmUps(); run++) {
        LocalDatabase.rows(planned, context);
      }
      for (int run = 0; run < setting.runs(); run++) {
        long startNanos = System.nanoTime();
        long startProcessor = processorNanos();
        rows = LocalDatabase.rows(planned, context).size();
        processor.add((processorNanos() - startProcessor) / 1e6);
        wall.add((System.nanoTime() - startNanos) / 1e6);
      }
      return new Figures(query, planMs, rows, wall, processor, null);
    } catch (SqlLayerException e) {
      return new Figures(query, planMs, rows, wall, processor, Failures.describe(e));
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void print(List<Figures> all) {
    TextTable table =
        new TextTable("lrrrr", "query", "rows", "plan ms", "median ms", "processor ms");
    double sum = 0;
    double sumOfProcessor = 0;
    for (Figures figures : all) {
      if (figures.failure() != null) {
        table.add(figures.query().name(), style.bad("FAILED"), "", "", "");
        continue;
      }
      double wall = figures.wall().median();
      double processor = figures.processor().median();
      sum += wall;
      sumOfProcessor += processor;
      String rows = Integer.toString(figures.rows());
      table.add(figures.query().name(), rows, text(figures.planMs()), text(wall), text(processor));
    }
    table.add("in all", "", "", text(sum), text(sumOfProcessor));
    style.out().print(table);
    for (Figures figures : all) {
      if (figures.failure() != null) {
        style.line(style.bad(figures.query().name()) + ": " + figures.failure());
      }
    }
  }

  private static String text(double milliseconds) {
    return String.format(Locale.ROOT, "%.1f", milliseconds);
  }

  private Map<String, Object> fields(List<Figures> all) {
    List<Map<String, Object>> queries = new ArrayList<>();
    for (Figures figures : all) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("query", figures.query().number());
      if (figures.failure() == null) {
        fields.put("rows", figures.rows());
        fields.put("planMs", figures.planMs());
        fields.put("medianMs", figures.wall().median());
        fields.put("processorMs", figures.processor().median());
      } else {
        fields.put("failure", figures.failure());
      }
      queries.add(fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scale", setting.scale());
    fields.put("java", System.getProperty("java.version"));
    fields.put("queries", queries);
    return fields;
  }
}
