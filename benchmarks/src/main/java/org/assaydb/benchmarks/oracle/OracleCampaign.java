package org.assaydb.benchmarks.oracle;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.benchmarks.oracle.generate.Statement;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.subject.ConvertedQueries;
import org.assaydb.benchmarks.oracle.subject.EngineSubject;
import org.assaydb.benchmarks.oracle.subject.EngineVariants;
import org.assaydb.benchmarks.oracle.subject.JdbcSubject;
import org.assaydb.benchmarks.oracle.subject.ReferenceSubject;
import org.assaydb.benchmarks.oracle.subject.Subject;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * Runs the queries of consecutive seeds. A query follows from its seed alone, whatever the number
 * of threads: one seed makes a finding again.
 */
public final class OracleCampaign {
  private static final int BLOCK = 64;
  private static final int SHOWN_OF_A_KIND = 3;
  private static final int SHOWN_REASONS = 8;

  /**
   * What to run.
   *
   * @param variants names of {@link EngineVariants}
   * @param postgresql JDBC URL or null
   */
  public record Setting(
      long queries,
      long seed,
      int threads,
      List<String> variants,
      boolean duckDb,
      boolean h2,
      @Nullable String postgresql) {}

  /** What came out; clean when nothing differed that is no documented deviation. */
  public record Result(boolean clean, Map<String, Object> fields) {}

  private final Setting setting;
  private final Style style;
  private final AtomicLong nextBlock = new AtomicLong();

  public OracleCampaign(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** Runs and prints. */
  public Result run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Tally all = new Tally();
    ExecutorService workers =
        Executors.newFixedThreadPool(setting.threads(), OracleCampaign::deepThread);
    try (LoadProgress progress =
        LoadProgress.start("ran", " queries", setting.queries(), style.terminal(), style.out())) {
      List<Future<Tally>> parts = new ArrayList<>();
      for (int i = 0; i < setting.threads(); i++) {
        parts.add(workers.submit(() -> work(progress)));
      }
      for (Future<Tally> part : parts) {
        all.add(part.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("the campaign stopped", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    print(all);
    return new Result(all.findings().isEmpty(), fields(all, System.nanoTime() - start));
  }

  /** Generated queries nest deeply, and so do the evaluations of their plans. */
  private static Thread deepThread(Runnable work) {
    Thread thread = new Thread(null, work, "oracle", 64L << 20);
    thread.setDaemon(true);
    return thread;
  }

  private Tally work(LoadProgress progress) throws SQLException {
    ConvertedQueries converted = new ConvertedQueries();
    List<Subject> engines = new ArrayList<>();
    for (String variant : setting.variants()) {
      engines.add(new EngineSubject(variant, converted));
    }
    List<Subject> others = others();
    Round round = new Round(new ReferenceSubject(converted), engines, others);
    try {
      for (long block = nextBlock.getAndIncrement();
          block * BLOCK < setting.queries();
          block = nextBlock.getAndIncrement()) {
        long first = setting.seed() + block * BLOCK;
        long end = Math.min(first + BLOCK, setting.seed() + setting.queries());
        run(round, first, end, progress);
      }
    } finally {
      others.forEach(Subject::close);
    }
    return round.tally();
  }

  private static void run(Round round, long first, long end, LoadProgress progress) {
    World world = Statement.world(first);
    for (long seed = first; seed < end; seed++) {
      world = Statement.firstOfWorld(seed) ? Statement.world(seed) : world;
      round.run(seed, world);
      progress.accept(1);
    }
  }

  private List<Subject> others() throws SQLException {
    List<Subject> others = new ArrayList<>();
    if (setting.duckDb()) {
      others.add(JdbcSubject.duckDb());
    }
    if (setting.h2()) {
      others.add(JdbcSubject.h2());
    }
    String url = setting.postgresql();
    if (url != null) {
      others.add(JdbcSubject.postgresql(url));
    }
    return others;
  }

  private void print(Tally all) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Finding finding : all.findings()) {
      if (kinds.merge(finding.kind(), 1, Integer::sum) <= SHOWN_OF_A_KIND) {
        style.line("");
        List<String> lines = finding.lines();
        style.line(style.bad(lines.get(0)));
        lines.subList(1, lines.size()).forEach(style::line);
      }
    }
    style.section("Verdicts");
    TextTable table = new TextTable("llr", "subject", "verdict", "queries");
    all.verdicts()
        .forEach(
            (subject, counts) ->
                counts.forEach((verdict, n) -> table.add(subject, verdict, "" + n)));
    all.deviations().forEach((name, n) -> table.add("documented deviation", name, "" + n));
    style.out().print(table);
    printReasons(all);
    if (!kinds.isEmpty()) {
      style.section("Findings");
      kinds.forEach((kind, n) -> style.line(style.bad(n + " x " + kind)));
    }
    style.line(
        kinds.isEmpty()
            ? style.good("No difference.")
            : style.bad(all.findings().size() + " DIFFERENCES"));
  }

  private void printReasons(Tally all) {
    style.section("Most frequent reasons of refusals");
    TextTable table = new TextTable("llr", "subject", "reason", "queries");
    all.reasons()
        .forEach(
            (subject, counts) ->
                counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(SHOWN_REASONS)
                    .forEach(e -> table.add(subject, e.getKey(), "" + e.getValue())));
    style.out().print(table);
  }

  private Map<String, Object> fields(Tally all, long nanos) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "sql");
    fields.put("seed", setting.seed());
    fields.put("queries", all.queries());
    fields.put("threads", setting.threads());
    fields.put("seconds", Math.round(nanos / 1e8) / 10.0);
    fields.put("verdicts", all.verdicts());
    fields.put("reasons", all.reasons());
    fields.put("deviations", all.deviations());
    fields.put("differences", all.findings().size());
    fields.put("findings", all.findings().stream().map(Finding::lines).toList());
    return fields;
  }
}
