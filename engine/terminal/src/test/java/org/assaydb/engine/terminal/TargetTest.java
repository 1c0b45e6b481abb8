package org.assaydb.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TargetTest {
  @TempDir Path directory;

  private static Target target(String argument) {
    return CommandLine.populateCommand(new Target(), argument);
  }

  @Test
  void aUrlIsTakenAsItIs() {
    assertThat(target("jdbc:assay://h:1/").jdbcUrl()).isEqualTo("jdbc:assay://h:1/");
  }

  @Test
  void aDirectoryMustHoldADatabase() throws IOException {
    assertThatThrownBy(() -> target(directory.toString()).jdbcUrl())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no database");
    assertThatThrownBy(() -> target("").jdbcUrl())
        .as("the current directory is not meant")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> target(directory.resolve("gone").toString()).jdbcUrl())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither");
    Files.createFile(directory.resolve("genesis"));
    assertThat(target(directory.toString()).jdbcUrl()).startsWith("jdbc:assay:embedded:");
  }
}
