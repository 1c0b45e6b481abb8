package org.assaydb.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assaydb.engine.cluster.ClusterException;
import picocli.CommandLine.Parameters;

/** The argument of commands on the directory of a database. */
final class DatabaseDirectory {
  @Parameters(paramLabel = "DIR", description = "Directory of the database.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path directory;

  /**
   * The directory.
   *
   * @throws ClusterException when it holds no database
   */
  Path existing() {
    if (!Files.exists(directory.resolve("genesis"))) {
      throw new ClusterException(
          directory + " holds no database; 'assay init " + directory + "' makes one");
    }
    return directory;
  }
}
