package org.assaydb.benchmarks.proofs;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assaydb.benchmarks.cli.DiskUse;
import org.assaydb.benchmarks.cli.Evidence;
import org.assaydb.benchmarks.cli.Style;
import org.assaydb.engine.Cluster;

/**
 * Queries through JDBC, TLS on the loopback and four replicas in this process: with the header that
 * the client holds already, and with one that is new since the query before.
 */
final class WholePath {
  /** Query by name of the case. */
  private static final Map<String, String> QUERIES = queries();

  private static final int MOST_ROWS = 100_000;
  private static final int BATCH = 1_000;
  private static final int WARM_UP = 300;
  private static final int SAMPLES = 300;

  private final int rowCount;
  private final Style style;

  WholePath(int rowCount, Style style) {
    this.rowCount = Math.min(rowCount, MOST_ROWS);
    this.style = style;
  }

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("jdbc-point-row", "SELECT * FROM obs WHERE id = ?");
    queries.put("jdbc-absent-key", "SELECT * FROM obs WHERE id = -1 - ?");
    queries.put("jdbc-topk-10", "SELECT * FROM obs WHERE id <= ? ORDER BY id DESC LIMIT 10");
    return queries;
  }

  static List<String> names() {
    return List.copyOf(QUERIES.keySet());
  }

  /** One query. */
  private record Sample(double micros, double verifyMicros, long proofBytes, boolean newHeader) {}

  List<Map<String, Object>> measure(Set<String> names) throws IOException, SQLException {
    Path directory = Files.createTempDirectory("assay-path");
    List<Map<String, Object>> all = new ArrayList<>();
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults());
        Connection reader = connect(cluster, directory.resolve("reader"));
        Connection writer = connect(cluster, directory.resolve("writer"))) {
      load(writer);
      for (String name : QUERIES.keySet()) {
        if (names.contains(name)) {
          List<Sample> samples = sample(reader, writer, QUERIES.getOrDefault(name, ""));
          all.add(fields(name + "-header-cached", samples, false));
          all.add(fields(name + "-header-new", samples, true));
          style.line("measured " + name);
        }
      }
    } finally {
      DiskUse.delete(directory);
    }
    return all;
  }

  private static Connection connect(Cluster cluster, Path trust) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("genesis", cluster.genesisFile().toString());
    properties.setProperty("tlsCa", cluster.caFile().toString());
    properties.setProperty("trustDir", trust.toString());
    InetSocketAddress endpoint = cluster.endpoints().get(0);
    String url =
        "jdbc:assay://" + endpoint.getAddress().getHostAddress() + ":" + endpoint.getPort() + "/";
    return DriverManager.getConnection(url, properties);
  }

  private void load(Connection writer) throws SQLException {
    try (Statement ddl = writer.createStatement()) {
      ddl.execute(
          "CREATE TABLE obs (id BIGINT PRIMARY KEY, tm TIMESTAMP, code VARCHAR(20),"
              + " amount DECIMAL(12, 2), txt VARCHAR(300))");
      ddl.execute("CREATE TABLE tick (id INTEGER PRIMARY KEY, n INTEGER)");
      ddl.execute("INSERT INTO tick VALUES (1, 0)");
    }
    writer.setAutoCommit(false);
    try (PreparedStatement insert =
        writer.prepareStatement("INSERT INTO obs VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < rowCount; i++) {
        insert.setLong(1, i);
        insert.setTimestamp(2, new Timestamp(1_600_000_000_000L + i * 1000L));
        insert.setString(3, "C" + (10_000_000 + i % 500));
        insert.setBigDecimal(4, BigDecimal.valueOf(i % 100_000, 2));
        insert.setString(5, "x".repeat(163));
        insert.addBatch();
        if ((i + 1) % BATCH == 0 || i + 1 == rowCount) {
          insert.executeBatch();
          writer.commit();
        }
      }
    }
    writer.setAutoCommit(true);
    style.line("loaded " + rowCount + " rows through JDBC");
  }

  private List<Sample> sample(Connection reader, Connection writer, String sql)
      throws SQLException {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    long height = -1;
    try (PreparedStatement query = reader.prepareStatement(sql);
        PreparedStatement tick = writer.prepareStatement("UPDATE tick SET n = n + 1")) {
      for (int i = -WARM_UP; i < 2 * SAMPLES; i++) {
        if (i >= SAMPLES) {
          tick.executeUpdate(); // a block, so that the next query meets a new header
        }
        query.setLong(1, random.nextInt(rowCount));
        long start = System.nanoTime();
        Evidence evidence;
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            result.getObject(5);
          }
          evidence = Evidence.of(result);
        }
        double micros = (System.nanoTime() - start) / 1e3;
        if (i >= 0) {
          double verify = evidence.verifyMs() * 1000;
          boolean fresh = evidence.height() != height;
          samples.add(new Sample(micros, verify, evidence.proofBytes(), fresh));
        }
        height = evidence.height();
      }
    }
    return samples;
  }

  /** {@code serverMicros} is all that is not verification: network, replica and the driver too. */
  private Map<String, Object> fields(String name, List<Sample> samples, boolean newHeader) {
    List<Sample> counted = samples.stream().filter(s -> s.newHeader() == newHeader).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("rows", rowCount);
    fields.put("samples", counted.size());
    fields.put("proofBytes", (long) median(counted.stream().map(s -> (double) s.proofBytes())));
    double total = median(counted.stream().map(Sample::micros));
    double verify = median(counted.stream().map(Sample::verifyMicros));
    fields.put("serverMicros", CaseFigures.rounded(total - verify));
    fields.put("verifyMicros", CaseFigures.rounded(verify));
    fields.put("totalMicros", CaseFigures.rounded(total));
    return fields;
  }

  private static double median(java.util.stream.Stream<Double> values) {
    List<Double> sorted = values.sorted().collect(Collectors.toList());
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
