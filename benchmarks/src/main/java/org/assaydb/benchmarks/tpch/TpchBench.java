package org.assaydb.benchmarks.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.benchmarks.synthea.SampleLoad;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Failures;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.assaydb.engine.terminal.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * All of TPC-H's queries through the verifying driver on four replicas, each beside DuckDB on one
 * thread with the same rows, and the results compared.
 */
public final class TpchBench {
  /**
   * What to run.
   *
   * @param scale scale factor; 1 is a gigabyte
   * @param queries numbers of the queries
   * @param runs of each query on each engine, in turn; the first is shown by itself
   * @param coveringIndexes whether AssayDB gets secondary indexes beside the primary keys
   * @param beside JDBC URL of an empty database to measure too, such as PostgreSQL's; its driver
   *     must be on the class path, and its tables are dropped in the end
   */
  public record Setting(
      double scale,
      Set<Integer> queries,
      int runs,
      boolean coveringIndexes,
      @Nullable String beside) {}

  /** Numbers of all queries. */
  public static final int QUERIES = TpchQuery.COUNT;

  private static final String DUCKDB = "duckdb";
  private static final String BESIDE = "beside";
  private static final int WARM_UPS = 2;

  private final Setting setting;
  private final Style style;

  public TpchBench(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** The figures, for JSON. */
  public record Report(boolean equal, Map<String, Object> fields) {}

  /** Loads all engines, asks, prints, compares. */
  public Report run() throws IOException, SQLException {
    Path directory = Files.createTempDirectory("assay-tpch");
    try {
      style.line(String.format(Locale.ROOT, "TPC-H at scale factor %s", setting.scale()));
      CsvTables csv = TpchFiles.write(directory, setting.scale());
      try (Connection duckdb = DuckDb.load(directory);
          Connection assay = DriverManager.getConnection(url(directory))) {
        SampleLoad load = fill(assay, directory, csv);
        warmUp(directory, duckdb);
        return setting.beside() == null
            ? ask(load, assay, List.of(duckdb))
            : askBeside(load, assay, duckdb, csv, setting.beside());
      }
    } finally {
      DiskUse.delete(directory);
    }
  }

  private static String url(Path directory) {
    return Target.embeddedUrl(directory.resolve("replicas"));
  }

  private SampleLoad fill(Connection assay, Path directory, CsvTables csv)
      throws IOException, SQLException {
    execute(assay, TpchFiles.definitions());
    SampleLoad load =
        SampleLoad.run(
            () -> DriverManager.getConnection(url(directory)), csv, TpchFiles.TABLES, style);
    if (setting.coveringIndexes()) {
      execute(assay, TpchFiles.coveringIndexes());
    }
    style.line(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s, %,.0f rows/s",
            load.rows(),
            load.seconds(),
            load.rowsPerSecond()));
    return load;
  }

  /**
   * Runs every query once as a client of its own that keeps nothing, under texts that differ by a
   * comment: the measured first run finds compiled code, but neither plans nor answers.
   */
  private void warmUp(Path directory, Connection duckdb) throws SQLException {
    String client = Target.encode(directory.resolve("warm-up").toString());
    String url = url(directory) + "&cacheBytes=0&trustDir=" + client;
    try (Connection other = DriverManager.getConnection(url)) {
      for (TpchQuery query : TpchQuery.all(setting.scale())) {
        if (setting.queries().contains(query.number())) {
          for (int run = 0; run < WARM_UPS; run++) {
            ResultRows.of(other, query.sql() + " -- warm-up " + run);
            ResultRows.of(duckdb, query.sql());
          }
        }
      }
    }
  }

  private Report askBeside(
      SampleLoad load, Connection assay, Connection duckdb, CsvTables csv, String beside)
      throws IOException, SQLException {
    try (Connection other = DriverManager.getConnection(beside)) {
      execute(other, TpchFiles.definitions());
      try {
        style.line("loading " + beside);
        SampleLoad.run(() -> DriverManager.getConnection(beside), csv, TpchFiles.TABLES, style);
        execute(other, List.of("ANALYZE"));
        return ask(load, assay, List.of(duckdb, other));
      } finally {
        execute(other, TpchFiles.TABLES.stream().map(t -> "DROP TABLE " + t).toList());
      }
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Report ask(SampleLoad load, Connection assay, List<Connection> others)
      throws SQLException {
    List<QueryResult> results = new ArrayList<>();
    for (TpchQuery query : TpchQuery.all(setting.scale())) {
      if (setting.queries().contains(query.number())) {
        QueryResult result = ask(query, assay, others);
        results.add(result);
        String line = query.name() + " " + query.title();
        String failure = result.failure();
        style.line("  " + line + (failure == null ? "" : ": " + style.bad(failure)));
      }
    }
    print(results, others.size());
    boolean equal = results.stream().allMatch(QueryResult::equal);
    return new Report(equal, fields(load, results, others.size()));
  }

  /** Runs in turn, so that what else the machine does meets all engines alike. */
  private QueryResult ask(TpchQuery query, Connection assay, List<Connection> others)
      throws SQLException {
    QueryTimes times = new QueryTimes();
    List<QueryTimes> otherTimes = others.stream().map(o -> new QueryTimes()).toList();
    String failure = null;
    int rows = 0;
    for (int run = 0; run < setting.runs(); run++) {
      ResultRows expected = timed(others.get(0), query.sql(), otherTimes.get(0));
      for (int i = 1; i < others.size(); i++) {
        timed(others.get(i), query.sql(), otherTimes.get(i));
      }
      if (failure == null) {
        try {
          ResultRows answer = timed(assay, query.sql(), times);
          rows = answer.rows().size();
          failure = answer.difference(expected, query.order());
        } catch (SQLException e) {
          failure = Failures.describe(e);
        }
      }
    }
    return new QueryResult(query, rows, times, otherTimes, failure);
  }

  private static ResultRows timed(Connection connection, String sql, QueryTimes times)
      throws SQLException {
    long start = System.nanoTime();
    ResultRows rows = ResultRows.of(connection, sql);
    times.add((System.nanoTime() - start) / 1e6, rows.proofBytes());
    return rows;
  }

  private void print(List<QueryResult> results, int engines) {
    boolean beside = engines > 1;
    TextTable table =
        beside
            ? new TextTable("lrrrrrrrrrrl", heading("beside: first ms", "later ms", "equal"))
            : new TextTable("lrrrrrrrrl", heading("equal"));
    for (QueryResult result : results) {
      List<String> cells = new ArrayList<>();
      cells.add(result.query().name());
      cells.add(Integer.toString(result.rows()));
      addTimes(cells, result.assay());
      result.others().forEach(times -> addTimes(cells, times));
      cells.add(6, result.equal() ? ratio(result.coldRatio()) : "");
      cells.add(7, result.equal() ? ratio(result.warmRatio()) : "");
      cells.add(8, result.assay().runs().isEmpty() ? "" : megabytes(result.assay()));
      cells.add(result.equal() ? style.good("yes") : style.bad("NO"));
      table.add(cells.toArray(String[]::new));
    }
    style.out().print(table);
    style.line(
        "geometric mean of the ratios to DuckDB's later runs: first "
            + ratio(geometricMean(results, QueryResult::coldRatio))
            + ", later "
            + ratio(geometricMean(results, QueryResult::warmRatio)));
  }

  private static String[] heading(String... last) {
    List<String> heading =
        new ArrayList<>(
            List.of(
                "query",
                "rows",
                "first ms",
                "later ms",
                "DuckDB: first ms",
                "later ms",
                "first/later",
                "later/later",
                "proof MB"));
    heading.addAll(List.of(last));
    return heading.toArray(String[]::new);
  }

  private static void addTimes(List<String> cells, QueryTimes times) {
    boolean none = times.runs().isEmpty();
    cells.add(none ? "" : String.format(Locale.ROOT, "%.1f", times.first()));
    cells.add(none ? "" : String.format(Locale.ROOT, "%.1f", times.later()));
  }

  private static String megabytes(QueryTimes times) {
    return String.format(Locale.ROOT, "%.1f", times.proofBytes().get(0) / 1e6);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static double geometricMean(
      List<QueryResult> results, ToDoubleFunction<QueryResult> ratio) {
    return Math.exp(
        results.stream()
            .filter(QueryResult::equal)
            .mapToDouble(r -> Math.log(ratio.applyAsDouble(r)))
            .average()
            .orElse(Double.NaN));
  }

  private Map<String, Object> fields(SampleLoad load, List<QueryResult> results, int engines) {
    List<String> names = List.of(DUCKDB, BESIDE).subList(0, engines);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scale", setting.scale());
    fields.put("rows", load.rows());
    fields.put("loadSeconds", load.seconds());
    fields.put("coveringIndexes", setting.coveringIndexes());
    fields.put("firstOverDuckDb", geometricMean(results, QueryResult::coldRatio));
    fields.put("laterOverDuckDb", geometricMean(results, QueryResult::warmRatio));
    fields.put("queries", results.stream().map(r -> r.fields(names)).toList());
    return fields;
  }
}
