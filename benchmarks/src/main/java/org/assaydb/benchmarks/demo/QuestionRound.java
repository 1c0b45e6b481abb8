package org.assaydb.benchmarks.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assaydb.benchmarks.synthea.Question;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Evidence;
import org.assaydb.engine.terminal.Failures;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;

/** Asks questions and shows what proved each answer. */
final class QuestionRound {
  private final Connection connection;

  QuestionRound(Connection connection) {
    this.connection = connection;
  }

  /** Runs all questions; a failure of one is part of its result. */
  List<QuestionResult> run(List<Question> questions) {
    List<QuestionResult> results = new ArrayList<>();
    for (Question question : questions) {
      results.add(ask(question));
    }
    return results;
  }

  private QuestionResult ask(Question question) {
    long start = System.nanoTime();
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(question.sql())) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          result.getObject(i);
        }
        rows++;
      }
      double timeMs = (System.nanoTime() - start) / 1e6;
      return new QuestionResult(question, rows, timeMs, Evidence.of(result), null);
    } catch (SQLException e) {
      double timeMs = (System.nanoTime() - start) / 1e6;
      return new QuestionResult(question, rows, timeMs, null, Failures.describe(e));
    }
  }

  /** One line per question; the whole reason of a failure below. */
  static void print(List<QuestionResult> results, Style style) {
    TextTable table =
        new TextTable(
            "lrrrrrll",
            "question",
            "rows",
            "ms",
            "proof",
            "check ms",
            "height",
            "signers",
            "verdict");
    for (QuestionResult result : results) {
      Evidence evidence = result.evidence();
      table.add(
          result.question().title(),
          Long.toString(result.rows()),
          milliseconds(result.timeMs()),
          evidence == null ? "" : DiskUse.text(evidence.proofBytes()),
          evidence == null ? "" : milliseconds(evidence.verifyMs()),
          evidence == null ? "" : Long.toString(evidence.height()),
          evidence == null ? "" : evidence.signers(),
          result.verified() ? style.good("verified") : style.bad("FAILED"));
    }
    style.out().print(table);
    for (QuestionResult result : results) {
      if (result.failure() != null) {
        style.line(style.bad(result.question().name()) + ": " + result.failure());
      }
    }
  }

  static String milliseconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
