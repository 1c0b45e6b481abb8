package org.assaydb.benchmarks.synthea;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads what is bundled beside this package under {@code /synthea}. */
final class Resources {
  private Resources() {}

  static InputStream open(String name) {
    InputStream in = Resources.class.getResourceAsStream("/synthea/" + name);
    if (in == null) {
      throw new IllegalStateException("resource synthea/" + name + " is missing from the jar");
    }
    return in;
  }

  static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
