package org.assaydb.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.terminal.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrubCommandTest {
  private static final long FAST = Long.MAX_VALUE;

  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int scrub() throws InterruptedException {
    printed.reset();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return ScrubCommand.scrub(directory, FAST, new Style(out, false));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void saysWhatItFoundRepairedAndLeft() throws Exception {
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      while (cluster.replica(0).chain().committed().height() < 5) {
        Thread.sleep(10);
      }
    }
    assertThat(scrub()).isZero();
    assertThat(text()).contains("every byte is as it was written");

    flip(directory.resolve("replica-1").resolve("blocks").resolve("chain.log"));
    assertThat(scrub()).isZero();
    assertThat(text()).contains("chain.log", "(repaired)", "all of it is repaired");

    Path votes = directory.resolve("replica-2").resolve("votes");
    byte[] whole = Files.readAllBytes(votes);
    flip(votes);
    flip(directory.resolve("replica-3").resolve("tls.pem"));
    assertThat(scrub()).isOne();
    assertThat(text())
        .contains("replica 2 cannot read its files", "votes is damaged", "restore it", "left to do")
        .contains("tls.pem");
    Files.write(votes, whole);
    flip(directory.resolve("replica-3").resolve("tls.pem"));
    assertThat(scrub()).isZero();
    assertThat(text()).contains("every byte is as it was written");
  }
}
