package org.assaydb.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans that were looked at once: statements behind {@code > }, each with its plan below. */
final class Goldens {
  private Goldens() {}

  static String resource(String path) {
    try (InputStream in = Goldens.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares the plans of all statements of a file. */
  static void check(String path, Function<String, String> plan) {
    String expected = resource(path);
    StringBuilder actual = new StringBuilder();
    for (String block : expected.strip().split("\n\n")) {
      String statement =
          block
              .lines()
              .filter(line -> line.startsWith("> "))
              .map(line -> line.substring(2))
              .collect(Collectors.joining("\n"));
      actual.append(actual.isEmpty() ? "" : "\n");
      statement.lines().forEach(line -> actual.append("> ").append(line).append('\n'));
      actual.append(plan.apply(statement));
    }
    if (System.getProperty("regold") != null) {
      try {
        java.nio.file.Files.writeString(
            java.nio.file.Path.of("sql-layer/src/test/resources" + path), actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(actual.toString()).isEqualTo(expected);
  }
}
