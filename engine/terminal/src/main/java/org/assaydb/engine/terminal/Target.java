package org.assaydb.engine.terminal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.proofs.RejectReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database a command talks to, and what it trusts. A mixin of commands. */
public final class Target {
  private static final String PREFIX = "jdbc:assay:";
  private static final String EMBEDDED = PREFIX + "embedded:";
  private static final long FIRST_BLOCK_NANOS = 20_000_000_000L;

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
   * @throws IllegalArgumentException when the argument is neither a URL nor the directory of a
   *     database
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
    if (!Files.exists(directory.resolve("genesis"))) {
      throw new IllegalArgumentException(
          "'" + url + "' holds no database; 'assay init DIRECTORY' makes one");
    }
    return embeddedUrl(directory);
  }

  /** URL of the four replicas that live in a directory. */
  public static String embeddedUrl(Path directory) {
    return PREFIX + "embedded:" + encode(directory.toAbsolutePath().toString()) + "?replicas=4";
  }

  /** Percent-encodes what has a meaning in a URL, but no slash. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
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

  /** Connects; replicas that were just started get time for the first new block. */
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(jdbcUrl(), properties());
    long deadline = System.nanoTime() + FIRST_BLOCK_NANOS;
    while (isStale(connection) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(100_000_000);
    }
    return connection;
  }

  private boolean isStale(Connection connection) throws SQLException {
    if (!jdbcUrl().startsWith(EMBEDDED)) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      return !result.next();
    } catch (UnverifiedException e) {
      if (e.reason() == RejectReason.STALE_HEAD) {
        return true;
      }
      throw e;
    }
  }
}
