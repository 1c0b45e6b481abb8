package org.assaydb.engine.cli.rules;

import java.nio.file.Path;
import java.util.List;

/** Where the sources are that rules look at. */
final class Sources {
  static final Path TOP = Path.of(System.getProperty("basedir", ".")).resolve("../..");

  /** All modules with code. */
  static final List<String> MODULES =
      List.of(
          "proofs",
          "ads-index",
          "consensus",
          "sql-layer",
          "jdbc-driver",
          "engine/replica",
          "engine/cluster",
          "engine/terminal",
          "engine/cli",
          "benchmarks");

  private Sources() {}
}
