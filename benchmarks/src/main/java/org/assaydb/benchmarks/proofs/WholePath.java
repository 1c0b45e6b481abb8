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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Evidence;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;

/**
 * Queries through JDBC, TLS on the loopback and four replicas in this process: with the header that
 * the client holds already, and with one that is new since the query before.
 */
final class WholePath {
  /** Query by name of the case. */
  private static final Map<String, Query> QUERIES = queries();

  private static final int MOST_ROWS = 100_000;
  private static final int CODES = 100;
  private static final int BATCH = 1_000;
  private static final int LEAST_SAMPLES = 5;
  private static final int MOST_SAMPLES = 200;

  /** About what a sample takes. */
  private static final long SAMPLE_MS = 5;

  private final int rowCount;
  private final int samples;
  private final Style style;

  /**
   * @param phaseMs length of each phase of measuring
   */
  WholePath(int rowCount, long phaseMs, Style style) {
    this.rowCount = Math.min(rowCount, MOST_ROWS);
    samples = (int) Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, phaseMs / SAMPLE_MS));
    this.style = style;
  }

  private static Map<String, Query> queries() {
    Map<String, Query> queries = new LinkedHashMap<>();
    queries.put("jdbc-point-row", new Query("SELECT * FROM obs WHERE id = ?", row -> row));
    queries.put("jdbc-absent-key", new Query("SELECT * FROM obs WHERE id = ?", row -> -1 - row));
    queries.put(
        "jdbc-point-sum",
        new Query("SELECT SUM(amount) FROM obs WHERE code = ?", row -> row % CODES));
    queries.put(
        "jdbc-range-sum", new Query("SELECT SUM(amount) FROM obs WHERE id < ?", row -> row));
    queries.put(
        "jdbc-group-count-100", new Query("SELECT code, COUNT(*) FROM obs GROUP BY code", null));
    queries.put(
        "jdbc-topk-10",
        new Query("SELECT * FROM obs WHERE id <= ? ORDER BY id DESC LIMIT 10", row -> row));
    queries.put(
        "jdbc-scan-1000",
        new Query("SELECT id, amount FROM obs WHERE id >= ? ORDER BY id LIMIT 1000", row -> row));
    return Collections.unmodifiableMap(queries);
  }

  /**
   * A query.
   *
   * @param argument of its parameter, by a random row; null without a parameter
   */
  private record Query(String sql, @Nullable LongUnaryOperator argument) {}

  static List<String> names() {
    return List.copyOf(QUERIES.keySet());
  }

  /** One query. */
  private record Sample(double micros, double verifyMicros, long proofBytes, boolean newHeader) {}

  /** One map per case for JSON; none when no case is of this kind. */
  List<Map<String, Object>> measure(Set<String> names) throws IOException, SQLException {
    if (Collections.disjoint(names, QUERIES.keySet())) {
      return List.of();
    }
    Path directory = Files.createTempDirectory("assay-path");
    List<Map<String, Object>> all = new ArrayList<>();
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults());
        Connection reader = connect(cluster, directory.resolve("reader"));
        Connection writer = connect(cluster, directory.resolve("writer"))) {
      load(writer);
      for (Map.Entry<String, Query> query : QUERIES.entrySet()) {
        String name = query.getKey();
        if (names.contains(name)) {
          List<Sample> measured = sample(reader, writer, query.getValue());
          all.add(fields(name + "-header-cached", measured, false));
          all.add(fields(name + "-header-new", measured, true));
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
    properties.setProperty("cacheBytes", "0");
    InetSocketAddress endpoint = cluster.endpoints().get(0);
    String url =
        "jdbc:assay://" + endpoint.getAddress().getHostAddress() + ":" + endpoint.getPort() + "/";
    return DriverManager.getConnection(url, properties);
  }

  private void load(Connection writer) throws SQLException {
    try (Statement ddl = writer.createStatement()) {
      ddl.execute(
          "CREATE TABLE obs (id BIGINT PRIMARY KEY, code INTEGER, tm TIMESTAMP,"
              + " amount DECIMAL(12, 2), txt VARCHAR(300)) SUMMARIZE (amount)");
      ddl.execute("CREATE INDEX obs_code ON obs (code) GROUPED BY (code) SUMMARIZE (amount)");
      ddl.execute("CREATE TABLE tick (id INTEGER PRIMARY KEY, n INTEGER)");
      ddl.execute("INSERT INTO tick VALUES (1, 0)");
    }
    writer.setAutoCommit(false);
    try (PreparedStatement insert =
        writer.prepareStatement("INSERT INTO obs VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < rowCount; i++) {
        insert.setLong(1, i);
        insert.setInt(2, i % CODES);
        insert.setTimestamp(3, new Timestamp(1_600_000_000_000L + i * 1000L));
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

  private List<Sample> sample(Connection reader, Connection writer, Query asked)
      throws SQLException {
    Random random = new Random(1);
    List<Sample> measured = new ArrayList<>();
    long height = -1;
    try (PreparedStatement query = reader.prepareStatement(asked.sql());
        PreparedStatement tick = writer.prepareStatement("UPDATE tick SET n = n + 1")) {
      for (int i = -samples; i < 2 * samples; i++) {
        if (i >= samples) {
          tick.executeUpdate(); // a block, so that the next query meets a new header
        }
        LongUnaryOperator argument = asked.argument();
        if (argument != null) {
          query.setLong(1, argument.applyAsLong(random.nextInt(rowCount)));
        }
        long start = System.nanoTime();
        Evidence evidence;
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            result.getObject(1);
          }
          evidence = Evidence.of(result);
        }
        double micros = (System.nanoTime() - start) / 1e3;
        if (i >= 0) {
          double verify = evidence.verifyMs() * 1000;
          boolean fresh = evidence.height() != height;
          measured.add(new Sample(micros, verify, evidence.proofBytes(), fresh));
        }
        height = evidence.height();
      }
    }
    return measured;
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
