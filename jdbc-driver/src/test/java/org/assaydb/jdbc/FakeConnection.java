package org.assaydb.jdbc;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.MemoryTrustStore;
import org.assaydb.proofs.client.TrustStore;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/** Connections to a {@link FakeReplica} of two endpoints, at the time of its head. */
final class FakeConnection {
  /** Asks for no counts, so that attacks meet the reads that a query is made of. */
  static final SqlPlanner PLANNER = uncounted(new CalcitePlanner());

  /** What is kept from before an attack would hide it. */
  private static final String NO_CACHE = "&cacheBytes=0";

  private static final long NEVER = -1;

  private FakeConnection() {}

  static SqlPlanner uncounted(SqlPlanner planner) {
    return new SqlPlanner() {
      @Override
      public PlannedStatement plan(
          String sql,
          Catalog catalog,
          List<@Nullable ColumnType> parameterTypes,
          RowCounts counts) {
        return planner.plan(sql, catalog, parameterTypes, RowCounts.NONE);
      }

      @Override
      public int parameterCount(String sql) {
        return planner.parameterCount(sql);
      }
    };
  }

  static Connection open(FakeReplica replica, String properties) throws SQLException {
    return open(replica, properties, new MemoryTrustStore());
  }

  static Connection open(FakeReplica replica, SqlPlanner planner) throws SQLException {
    return open(replica, "", new MemoryTrustStore(), new AtomicLong(), planner);
  }

  static Connection open(FakeReplica replica, String properties, TrustStore store)
      throws SQLException {
    return open(replica, properties, store, new AtomicLong());
  }

  /** One of several connections of a client, which share {@code seenHeight}. */
  static Connection open(
      FakeReplica replica, String properties, TrustStore store, AtomicLong seenHeight)
      throws SQLException {
    return open(replica, properties, store, seenHeight, PLANNER);
  }

  private static Connection open(
      FakeReplica replica,
      String properties,
      TrustStore store,
      AtomicLong seenHeight,
      SqlPlanner planner)
      throws SQLException {
    String url =
        "jdbc:assay://a:1,b:2/?readTimeout=1000&commitTimeout=1000"
            + (properties.contains("cacheBytes") ? "" : NO_CACHE)
            + properties;
    ConnectionUrl parsed = ConnectionUrl.parse(url, new Properties());
    List<InetSocketAddress> endpoints = parsed.endpoints();
    LightClient client = new LightClient(replica.chain.genesis(), store);
    return open(
        new Replicas(endpoints, replica, client.chainId(), 1000),
        client,
        seenHeight,
        parsed,
        planner,
        () -> Instant.ofEpochMilli(replica.head().header().timeMs() + 10));
  }

  /** At the time of the head of a chain that does not grow. */
  static Connection open(Transport.Connector replica, TestChain chain, long height)
      throws SQLException {
    ConnectionUrl url = ConnectionUrl.parse("jdbc:assay://a:1/?cacheBytes=0", new Properties());
    LightClient client = new LightClient(chain.genesis(), new MemoryTrustStore());
    Instant now = Instant.ofEpochMilli(chain.head(height).header().timeMs() + 10);
    Replicas replicas = new Replicas(url.endpoints(), replica, client.chainId(), 1000);
    return open(replicas, client, new AtomicLong(), url, PLANNER, () -> now);
  }

  private static Connection open(
      Replicas replicas,
      LightClient client,
      AtomicLong seenHeight,
      ConnectionUrl parsed,
      SqlPlanner planner,
      InstantSource clock)
      throws SQLException {
    Session session =
        new Session(
            replicas,
            client,
            seenHeight,
            new RecentCounts(NEVER),
            new VerifiedCache(),
            Settings.of(parsed),
            clock);
    Executor executor = new Executor(session, planner, ClientKey.of(new byte[32]));
    executor.connect();
    return new AssayConnection(executor, "jdbc:assay://a:1/", () -> {});
  }
}
