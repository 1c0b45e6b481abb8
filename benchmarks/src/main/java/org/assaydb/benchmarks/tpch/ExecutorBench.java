package org.assaydb.benchmarks.tpch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assaydb.benchmarks.ingest.ProcessUse;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.engine.terminal.Failures;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/**
 * The executor alone: TPC-H's queries on one thread over columns that were verified and decoded
 * beforehand. Times hold neither network nor proofs nor planning, which is shown by itself. Beside
 * the time that passed stand the processor time of the thread, which other work on the machine
 * hardly changes, and of the process, which has what the garbage collector does too.
 */
public final class ExecutorBench {
  /**
   * What to run.
   *
   * @param scale scale factor
   * @param queries numbers of the queries
   * @param warmUps runs of each before those measured
   * @param runs measured runs of each
   */
  public record Setting(double scale, Set<Integer> queries, int warmUps, int runs) {}

  /** Figures of one query, in milliseconds. */
  private record Figures(
      TpchQuery query,
      double planMs,
      int rows,
      QueryTimes wall,
      QueryTimes thread,
      QueryTimes process,
      @Nullable String failure) {
    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("query", query.number());
      if (failure == null) {
        fields.put("rows", rows);
        fields.put("planMs", planMs);
        fields.put("medianMs", wall.median());
        fields.put("threadMs", thread.median());
        fields.put("processMs", process.median());
      } else {
        fields.put("failure", failure);
      }
      return fields;
    }
  }

  private final Setting setting;
  private final Style style;
  private final SqlPlanner planner = new CalcitePlanner();

  public ExecutorBench(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** Loads, measures, prints; the figures, for JSON. */
  public Map<String, Object> run() throws IOException {
    style.line(String.format(Locale.ROOT, "TPC-H at scale factor %s", setting.scale()));
    ExecutorTables tables = ExecutorTables.of(planner, setting.scale(), style);
    List<Figures> all = new ArrayList<>();
    for (TpchQuery query : TpchQuery.all(setting.scale())) {
      if (setting.queries().contains(query.number())) {
        all.add(measure(query, tables));
      }
    }
    print(all);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scale", setting.scale());
    fields.put("java", System.getProperty("java.version"));
    fields.put("queries", all.stream().map(Figures::fields).toList());
    return fields;
  }

  private Figures measure(TpchQuery query, ExecutorTables tables) {
    QueryTimes wall = new QueryTimes();
    QueryTimes thread = new QueryTimes();
    QueryTimes process = new QueryTimes();
    double planMs = 0;
    int rows = 0;
    String failure = null;
    try {
      ExecutionContext context = tables.context();
      long start = System.nanoTime();
      PlannedStatement.Query planned =
          (PlannedStatement.Query) planner.plan(query.sql(), tables.catalog());
      planMs = (System.nanoTime() - start) / 1e6;
      for (int run = -setting.warmUps(); run < setting.runs(); run++) {
        long startNanos = System.nanoTime();
        long startThread = ProcessUse.threadCpuNanos();
        long startProcess = ProcessUse.cpuNanos();
        rows = LocalDatabase.rows(planned, context).size();
        if (run >= 0) {
          process.add((ProcessUse.cpuNanos() - startProcess) / 1e6);
          thread.add((ProcessUse.threadCpuNanos() - startThread) / 1e6);
          wall.add((System.nanoTime() - startNanos) / 1e6);
        }
      }
    } catch (SqlLayerException e) {
      failure = Failures.describe(e);
    }
    return new Figures(query, planMs, rows, wall, thread, process, failure);
  }

  private void print(List<Figures> all) {
    TextTable table =
        new TextTable("lrrrrr", "query", "rows", "plan ms", "median ms", "thread ms", "process ms");
    double[] sums = new double[3];
    for (Figures figures : all) {
      String name = figures.query().name();
      if (figures.failure() != null) {
        table.add(name, style.bad("FAILED"), "", "", "", "");
        continue;
      }
      double[] medians = {
        figures.wall().median(), figures.thread().median(), figures.process().median()
      };
      for (int i = 0; i < sums.length; i++) {
        sums[i] += medians[i];
      }
      add(table, name, Integer.toString(figures.rows()), text(figures.planMs()), medians);
    }
    add(table, "in all", "", "", sums);
    style.out().print(table);
    for (Figures figures : all) {
      if (figures.failure() != null) {
        style.line(style.bad(figures.query().name()) + ": " + figures.failure());
      }
    }
  }

  private static void add(TextTable table, String name, String rows, String plan, double[] times) {
    table.add(name, rows, plan, text(times[0]), text(times[1]), text(times[2]));
  }

  private static String text(double milliseconds) {
    return String.format(Locale.ROOT, "%.1f", milliseconds);
  }
}
