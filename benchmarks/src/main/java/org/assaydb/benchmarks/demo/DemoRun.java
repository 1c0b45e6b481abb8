package org.assaydb.benchmarks.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.terminal.Style;

/** Four running replicas, a connection to them, and the figures so far. */
final class DemoRun implements AutoCloseable {

  /** The replica that lies in the drill. */
  private static final int LIAR = 3;

  /** Small, so that the demonstration's few blocks reach the archive. */
  private static final int ARCHIVE_WINDOW = 16;

  private static final int SEGMENT_BLOCKS = 8;

  private final Path directory;
  private final boolean kept;
  private final CsvTables csv;
  private final Style style;
  private final Map<String, Object> report = new LinkedHashMap<>();
  private final DishonestReplica liar;
  private final Cluster cluster;
  private final Connection connection;

  private DemoRun(Setting setting, DishonestReplica liar, Cluster cluster, Connection connection) {
    this.directory = setting.directory();
    this.kept = setting.kept();
    this.csv = setting.csv();
    this.style = setting.style();
    this.liar = liar;
    this.cluster = cluster;
    this.connection = connection;
  }

  /** Where a demonstration takes place, and with what. */
  record Setting(Path directory, boolean kept, CsvTables csv, Style style) {}

  /** Starts replicas on an empty directory and connects to the honest ones over TLS. */
  static DemoRun start(Setting setting) throws SQLException {
    DishonestReplica liar = new DishonestReplica();
    Cluster cluster =
        Cluster.start(
            setting.directory(),
            Cluster.Options.defaults()
                .withArchive(ARCHIVE_WINDOW, SEGMENT_BLOCKS)
                .withDishonesty(
                    (seat, honest) -> seat.seat() == LIAR ? liar.over(honest) : honest));
    try {
      Path trust = setting.directory().resolve("client");
      return new DemoRun(
          setting, liar, cluster, connect(cluster, cluster.endpoints().subList(0, LIAR), trust));
    } catch (SQLException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static Connection connect(
      Cluster cluster, List<InetSocketAddress> endpoints, Path trustDirectory) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("genesis", cluster.genesisFile().toString());
    properties.setProperty("tlsCa", cluster.caFile().toString());
    properties.setProperty("trustDir", trustDirectory.toString());
    // Every question shows what its proof takes, and every lie is met.
    properties.setProperty("cacheBytes", "0");
    return DriverManager.getConnection(url(endpoints), properties);
  }

  private static String url(List<InetSocketAddress> endpoints) {
    return endpoints.stream()
        .map(e -> e.getAddress().getHostAddress() + ":" + e.getPort())
        .collect(Collectors.joining(",", "jdbc:assay://", "/"));
  }

  /** One more connection to the honest replicas, of the same client. */
  Connection connect() throws SQLException {
    return connect(cluster, cluster.endpoints().subList(0, LIAR), directory.resolve("client"));
  }

  /** The drill: a client of its own asks the liar and nobody else. */
  List<TamperDrill.Outcome> tamperDrill() throws SQLException, IOException {
    String secret = Files.readString(cluster.replicaDirectory(LIAR).resolve("validator.key"));
    int quorum = cluster.genesis().validators().quorum();
    Path trust = directory.resolve("client-of-the-liar");
    List<InetSocketAddress> only = List.of(cluster.endpoints().get(LIAR));
    try (Connection victim = connect(cluster, only, trust)) {
      return new TamperDrill(liar, victim, connection)
          .run(LIAR, HexFormat.of().parseHex(secret.strip()), quorum);
    }
  }

  Path directory() {
    return directory;
  }

  boolean kept() {
    return kept;
  }

  CsvTables csv() {
    return csv;
  }

  Style style() {
    return style;
  }

  Connection connection() {
    return connection;
  }

  /** For parts that work on the replicas themselves. */
  Cluster cluster() {
    return cluster;
  }

  /** Adds figures to the JSON report. */
  void report(String name, Object fields) {
    report.put(name, fields);
  }

  Map<String, Object> report() {
    return report;
  }

  @Override
  public void close() throws SQLException {
    try (cluster) {
      connection.close();
    }
  }
}
