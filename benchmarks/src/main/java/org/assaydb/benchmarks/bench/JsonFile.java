package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assaydb.engine.terminal.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option {@code --json}: checked before anything is measured, written when all is done. */
final class JsonFile {
  @Spec(Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
  private @Nullable Path file;

  /**
   * Creates the file where it is not there yet.
   *
   * @throws ParameterException when it cannot be written
   */
  void check() {
    if (file == null) {
      return;
    }
    try {
      boolean writable =
          Files.exists(file) ? Files.isWritable(file) : Files.createFile(file) != null;
      if (!writable || !Files.isRegularFile(file)) {
        throw new ParameterException(commandLine(), "cannot write " + file);
      }
    } catch (IOException e) {
      throw new ParameterException(commandLine(), "cannot write " + file + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "no such directory"
        : e.getClass().getSimpleName();
  }

  private CommandLine commandLine() {
    return command.commandLine();
  }

  void write(Object value) throws IOException {
    if (file != null) {
      Files.writeString(file, Json.of(value));
    }
  }
}
