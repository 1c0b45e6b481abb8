package org.assaydb.benchmarks.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assaydb.benchmarks.synthea.Question;
import org.assaydb.benchmarks.synthea.SampleLoad;
import org.assaydb.benchmarks.synthea.SyntheaSchema;
import org.assaydb.engine.replica.DiskUsage;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;

/** What the demonstration does, part by part. Each returns whether all went as it must. */
final class DemoSteps {
  private DemoSteps() {}

  /** A part of the demonstration. */
  @FunctionalInterface
  interface Step {
    boolean run(DemoRun run) throws SQLException, IOException;
  }

  static boolean createTables(DemoRun run) throws SQLException {
    List<String> statements = SyntheaSchema.statements();
    try (Statement statement = run.connection().createStatement()) {
      for (String ddl : statements) {
        statement.execute(ddl);
      }
    }
    int tables = SyntheaSchema.tables().size();
    run.style().line(tables + " tables, " + (statements.size() - tables) + " further indexes");
    return true;
  }

  static boolean load(DemoRun run) throws SQLException, IOException {
    SampleLoad load = SampleLoad.run(run::connect, run.csv(), run.style());
    String figures =
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s: %,.0f rows/s through JDBC, ordered by 4 replicas, every commit proved",
            load.rows(),
            load.seconds(),
            load.rowsPerSecond());
    run.style().line(figures);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rows", load.rows());
    fields.put("seconds", load.seconds());
    fields.put("rowsPerSecond", load.rowsPerSecond());
    run.report("load", fields);
    return true;
  }

  static boolean questions(DemoRun run) {
    List<QuestionResult> results = new QuestionRound(run.connection()).run(Question.all());
    QuestionRound.print(results, run.style());
    run.report("questions", results.stream().map(QuestionResult::fields).toList());
    return results.stream().allMatch(QuestionResult::verified);
  }

  static boolean pointQueries(DemoRun run) throws SQLException {
    PointLatency latency = PointLatency.measure(run.connection());
    run.style()
        .line(
            String.format(
                Locale.ROOT,
                "%,d queries by primary key: median %.2f ms, 99th percentile %.2f ms, %,d bytes of proof each",
                latency.samples(),
                latency.medianMs(),
                latency.p99Ms(),
                latency.proofBytes()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("samples", latency.samples());
    fields.put("medianMs", latency.medianMs());
    fields.put("p99Ms", latency.p99Ms());
    fields.put("proofBytes", latency.proofBytes());
    run.report("pointQueries", fields);
    return true;
  }

  static boolean timeTravel(DemoRun run) throws SQLException {
    List<TimeTravel.Reading> readings = new TimeTravel(run.connection()).run();
    TimeTravel.print(readings, run.style());
    boolean correct = readings.stream().allMatch(TimeTravel.Reading::correct);
    run.report("timeTravel", Map.of("readings", readings.size(), "verified", correct));
    return correct;
  }

  static boolean tamperDrill(DemoRun run) throws SQLException, IOException {
    List<TamperDrill.Outcome> outcomes = run.tamperDrill();
    TamperDrill.print(outcomes, run.style());
    run.report("tamperDrill", outcomes.stream().map(TamperDrill.Outcome::fields).toList());
    return outcomes.stream().allMatch(TamperDrill.Outcome::rejected);
  }

  static boolean archive(DemoRun run) throws SQLException {
    ArchiveDrill.Outcome outcome = new ArchiveDrill(run.cluster(), run.connection()).run();
    ArchiveDrill.print(outcome, run.style());
    run.report("archive", outcome.fields());
    return outcome.passed();
  }

  static boolean disk(DemoRun run) throws IOException {
    TextTable table =
        new TextTable("lrrr", "replica", "index and state", "blocks and votes", "in all");
    List<Object> report = new ArrayList<>();
    for (int seat = 0; seat < run.cluster().size(); seat++) {
      Path replica = run.cluster().replicaDirectory(seat);
      long all = DiskUsage.sizeBytes(replica);
      long state = DiskUsage.sizeBytes(replica.resolve("state"));
      table.add(
          "replica-" + seat, DiskUse.text(state), DiskUse.text(all - state), DiskUse.text(all));
      report.add(Map.of("seat", seat, "stateBytes", state, "bytes", all));
    }
    run.style().out().print(table);
    run.report("disk", report);
    return true;
  }

  static boolean howToConnect(DemoRun run) {
    Style style = run.style();
    if (!run.kept()) {
      style.line(
          "./assay demo --keep DIR keeps the replicas; ./assay sql DIR then opens a shell on them.");
      return true;
    }
    style.line("shell:     ./assay sql '" + run.directory() + "'");
    style.line(
        "replicas:  ./assay start '"
            + run.directory()
            + "'   (prints the URL of running replicas)");
    style.line("JDBC:      " + org.assaydb.engine.terminal.Target.embeddedUrl(run.directory()));
    return true;
  }
}
