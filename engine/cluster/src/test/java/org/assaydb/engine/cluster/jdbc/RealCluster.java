package org.assaydb.engine.cluster.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assaydb.consensus.Timing;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.jdbc.VerifiedResultSet;

/** Four honest replicas and connections to them through DriverManager. */
final class RealCluster implements AutoCloseable {
  /** For connections that read what the replicas have and nothing that the driver has kept. */
  private static final String NOTHING_KEPT = "&cacheBytes=0";

  static final Cluster.Options FAST =
      Cluster.Options.defaults().withTiming(new Timing(100, 3_000, 10_000, 500));

  private final Path directory;
  private final Cluster cluster;
  private final String more;

  RealCluster(Path directory) {
    this(directory, "");
  }

  private RealCluster(Path directory, String more) {
    this.directory = directory;
    this.more = more;
    cluster = Cluster.start(directory.resolve("cluster"), FAST);
  }

  /** Whose connections keep no answers: for tests of what is stored. */
  static RealCluster readAnew(Path directory) {
    return new RealCluster(directory, NOTHING_KEPT);
  }

  Cluster cluster() {
    return cluster;
  }

  /** URL of some hosts, {@code host:port} separated by commas. */
  String url(String hosts, String trust, String more) {
    return "jdbc:assay://"
        + hosts
        + "/?genesis="
        + cluster.genesisFile()
        + "&tlsCa="
        + cluster.caFile()
        + "&trustDir="
        + directory.resolve(trust)
        + more;
  }

  String hosts() {
    return cluster.endpoints().stream()
        .map(e -> "127.0.0.1:" + e.getPort())
        .collect(Collectors.joining(","));
  }

  Connection connect(String trust) throws SQLException {
    return DriverManager.getConnection(url(hosts(), trust, more));
  }

  Connection connectTo(int seat, String trust) throws SQLException {
    String host = "127.0.0.1:" + cluster.endpoints().get(seat).getPort();
    return DriverManager.getConnection(url(host, trust, more));
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement s = connection.createStatement()) {
      for (String sql : statements) {
        s.execute(sql);
      }
    }
  }

  /** All rows as text, columns separated by a bar. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      return rows(rows);
    }
  }

  /** Rows as text and what their proof took: bytes, and round trips to a replica. */
  record Answer(List<String> rows, long proofBytes, int roundTrips) {}

  /** Reads a whole result and what it took. */
  static Answer read(Connection connection, String sql) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      List<String> rows = rows(r);
      VerifiedResultSet verified = r.unwrap(VerifiedResultSet.class);
      return new Answer(rows, verified.proofBytes(), verified.roundTrips());
    }
  }

  static List<String> rows(ResultSet rows) throws SQLException {
    List<String> out = new ArrayList<>();
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= columns; i++) {
        line.append(i == 1 ? "" : "|").append(rows.getString(i));
      }
      out.add(line.toString());
    }
    return out;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
