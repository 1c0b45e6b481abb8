package org.assaydb.benchmarks.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitBenchTest {
  @TempDir java.nio.file.Path directory;

  private final Style style =
      new Style(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);

  @ParameterizedTest
  @EnumSource(CommitStatement.class)
  void measuresCommitsThatAreThereAfterwards(CommitStatement statement) throws Exception {
    CommitBench.Setting setting =
        new CommitBench.Setting(
            List.of(4),
            List.of(1),
            List.of(2),
            List.of(1, 3),
            statement,
            new CommitBench.Times(0, 1));

    CommitBench.Report report = new CommitBench(setting, style).run();

    assertThat(report.right()).isTrue();
    List<?> cases = (List<?>) report.fields().get("cases");
    assertThat(cases).hasSize(2);
    for (Object each : cases) {
      Map<?, ?> figures = (Map<?, ?>) each;
      assertThat((Map<?, ?>) figures.get("errors")).isEmpty();
      assertThat((Double) figures.get("commitsPerSecond")).isPositive();
      assertThat((Double) figures.get("syncsPerBlock")).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(CommitStatement.class)
  void noticesRowsThatWereAcknowledgedAndAreNotThere(CommitStatement statement) throws Exception {
    CommitTable table = new CommitTable("t", statement, 1);
    try (Connection connection = connect()) {
      table.create(connection, 1);
      try (var prepared = table.prepare(connection)) {
        table.bind(prepared, 0, 0);
        prepared.executeUpdate();
      }
      assertThat(table.difference(connection, 1, 1, 0)).isEmpty();
      assertThat(table.difference(connection, 1, 0, 1)).isEmpty();
      assertThat(table.difference(connection, 1, 2, 0)).contains("2 rows acknowledged");
      assertThat(table.difference(connection, 1, 0, 0)).contains("0 rows acknowledged");
    }
  }

  @Test
  void countsOnlyCommitsThatEndWithinTheTime() {
    List<CommitClient.Commit> commits =
        List.of(
            new CommitClient.Commit(0, 9),
            new CommitClient.Commit(5, 19),
            new CommitClient.Commit(9, 10),
            new CommitClient.Commit(10, 20));
    List<CommitClient.Result> results = List.of(new CommitClient.Result(commits, 4, 0, Map.of()));

    assertThat(CommitFigures.within(results, 10, 20)).containsExactly(1, 14);
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(Target.embeddedUrl(directory.resolve("replicas")));
  }
}
