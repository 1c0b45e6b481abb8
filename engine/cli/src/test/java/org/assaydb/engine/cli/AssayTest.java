package org.assaydb.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AssayTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int assay(String... arguments) {
    CommandLine commandLine =
        Assay.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  @Test
  void listsItsCommands() {
    assertThat(assay("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "demo",
            "sql",
            "load",
            "status",
            "evidence",
            "bench",
            "verify",
            "start",
            "init",
            "scrub");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "sql",
        "load",
        "status",
        "evidence",
        "bench",
        "bench micro",
        "bench proofs",
        "bench ingest",
        "bench tamper",
        "bench tpch",
        "bench executor",
        "bench commit",
        "bench sqllogictest",
        "bench foodmart",
        "bench sql",
        "verify",
        "start",
        "init",
        "scrub"
      })
  void explainsEachCommand(String command) {
    assertThat(assay((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: assay " + command);
  }

  @Test
  void printsItsVersion() {
    assertThat(assay("--version")).isZero();
    assertThat(out.toString()).startsWith("AssayDB ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "demo --patients many",
        "demo extra",
        "scrub",
        "scrub somewhere --rate 0",
        "sql",
        "load somewhere --csv x --patients 3",
        "bench micro --iterations few",
        "bench micro --iterations -1",
        "bench proofs --rows -5",
        "bench ingest --rows 0",
        "bench tamper --mutants -1",
        "bench sql --queries 0",
        "bench commit --connections 0",
        "bench commit --stopped 2",
        "bench commit --statement delete",
        "bench sql --variant slow",
        "bench tamper --threads 0",
        "bench tamper --seed x",
        "bench tamper --json /nowhere/at/all.json",
        "bench ingest --indexes 9",
        "bench ingest --order backwards",
        "bench ingest --block -1",
        "bench ingest --json /nowhere/at/all.json",
        "bench tpch --sf 0",
        "bench tpch --sf 100",
        "bench tpch --queries 1,23",
        "bench tpch --runs 0",
        "bench executor --warm-ups -1",
        "bench executor --queries one",
        "bench sqllogictest --results 0",
        "bench sqllogictest --files (",
        "bench foodmart --every 0",
        "bench proofs --only no-such-case",
        "bench proofs --only (",
        "bench proofs --json /nowhere/at/all.json",
        "verify",
        "start"
      })
  void refusesWrongArguments(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(assay(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: assay").doesNotContain("\tat ");
  }

  @Test
  void namesAMissingDirectoryInOneLine() {
    assertThat(assay("status", "/nowhere/at/all")).isEqualTo(1);
    assertThat(err.toString()).contains("/nowhere/at/all").hasLineCount(1);
  }

  @Test
  void printsTheStackTraceOnlyForDebug() {
    assertThat(assay("--debug", "status", "/nowhere/at/all")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void refusesToRunTheDemoOverWhatIsThere(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("precious"), "data");

    assertThat(assay("demo", "--keep", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty");
    assertThat(directory.resolve("precious")).hasContent("data");
  }
}
