package org.assaydb.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database a command talks to, and what it trusts. A mixin of commands. */
public final class Target {
  private static final String PREFIX = "jdbc:assay:";

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = {
        "jdbc:assay://HOST:PORT/, or a directory kept by 'demo --keep' or made by 'init':",
        "its four replicas are then started in this process."
      })
  private String url = "";

  @Option(
      names = "--genesis",
      paramLabel = "FILE",
      description = "Genesis of the chain, got from someone you trust (remote URLs need it).")
  private @Nullable Path genesis;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file of the authority that signs the servers' TLS certificates.")
  private @Nullable Path ca;

  @Option(
      names = "--trust-dir",
      paramLabel = "DIR",
      description = "Where the highest head seen is remembered.")
  private @Nullable Path trustDir;

  /**
   * The JDBC URL.
   *
   * @throws IllegalArgumentException when the argument is neither a URL nor a directory
   */
  public String jdbcUrl() {
    if (url.startsWith(PREFIX)) {
      return url;
    }
    Path directory = Path.of(url);
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "'" + url + "' is neither a URL that starts with " + PREFIX + " nor a directory");
    }
    return PREFIX + "embedded:" + directory.toAbsolutePath() + "?replicas=4";
  }

  /** Connection properties for the options given. */
  public Properties properties() {
    Properties properties = new Properties();
    put(properties, "genesis", genesis);
    put(properties, "tlsCa", ca);
    put(properties, "trustDir", trustDir);
    return properties;
  }

  private static void put(Properties properties, String name, @Nullable Path value) {
    if (value != null) {
      properties.setProperty(name, value.toAbsolutePath().toString());
    }
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), properties());
  }
}
