package org.assaydb.benchmarks.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what is bundled in the jar. */
public final class Resource {
  private Resource() {}

  /**
   * Opens a file.
   *
   * @param path from the root of the class path, with a slash before it
   */
  public static InputStream open(String path) {
    InputStream in = Resource.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("resource " + path + " is missing from the jar");
    }
    return in;
  }

  public static String text(String path) {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a script, without their semicolons. */
  public static List<String> statements(String path) {
    return statementsOf(text(path));
  }

  /** Splits a script at the semicolons that end a line; drops lines that start with {@code --}. */
  static List<String> statementsOf(String script) {
    StringBuilder kept = new StringBuilder();
    script.lines().filter(l -> !l.startsWith("--")).forEach(l -> kept.append(l).append('\n'));
    List<String> statements = new ArrayList<>();
    for (String part : kept.toString().split(";\\s*\n")) {
      if (!part.isBlank()) {
        statements.add(part.strip());
      }
    }
    return statements;
  }
}
