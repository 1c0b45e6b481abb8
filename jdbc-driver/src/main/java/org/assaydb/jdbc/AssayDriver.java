package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.WRONG_CHAIN;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.planner.CalcitePlanner;
import org.jspecify.annotations.Nullable;

/** Entry point of {@link DriverManager} for {@code jdbc:assay:} URLs. Thread safe. */
public final class AssayDriver implements Driver {
  static final int MAJOR = 0;
  static final int MINOR = 1;
  static final String VERSION = MAJOR + "." + MINOR;

  private static final long MAX_GENESIS_BYTES = 1 << 20;

  static {
    try {
      DriverManager.registerDriver(new AssayDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EmbeddedClusters clusters = new EmbeddedClusters();
  private final SharedTrust trust = new SharedTrust();
  private final SqlPlanner planner = new CalcitePlanner();

  /** Where trust comes from, and who is asked. */
  private record Target(
      List<InetSocketAddress> endpoints, Genesis genesis, Path ca, Path trustDir, Path key) {}

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public @Nullable Connection connect(@Nullable String url, Properties properties)
      throws SQLException {
    if (url == null || !ConnectionUrl.accepts(url)) {
      return null;
    }
    ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
    Path embedded = parsed.embedded();
    if (embedded == null) {
      return open(url, parsed, remote(parsed), () -> {});
    }
    int replicas = (int) parsed.number(DriverProperty.REPLICAS);
    EmbeddedReplicas.Running running = clusters.open(embedded, replicas);
    Runnable release = () -> clusters.release(embedded);
    boolean opened = false;
    try {
      Path own = orElse(parsed.path(DriverProperty.TRUST_DIR), embedded.resolve("client"));
      Target target =
          new Target(
              running.endpoints(),
              readGenesis(running.genesisFile()),
              running.caFile(),
              own,
              orElse(parsed.path(DriverProperty.KEY), own.resolve("client.key")));
      Connection connection = open(url, parsed, target, release);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        release.run();
      }
    }
  }

  private static Target remote(ConnectionUrl url) throws SQLException {
    Path ca = url.path(DriverProperty.TLS_CA);
    if (ca == null) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, "property tlsCa is missing");
    }
    Path home = Path.of(System.getProperty("user.home", "."), ".assaydb");
    Path trustDir = orElse(url.path(DriverProperty.TRUST_DIR), home);
    Path key = orElse(url.path(DriverProperty.KEY), trustDir.resolve("client.key"));
    return new Target(url.endpoints(), genesis(url), ca, trustDir, key);
  }

  private static Path orElse(@Nullable Path path, Path otherwise) {
    return path == null ? otherwise : path;
  }

  /** The genesis by file, or by hash with a file that must have it. */
  private static Genesis genesis(ConnectionUrl url) throws SQLException {
    String text = url.text(DriverProperty.GENESIS);
    Path file = url.path(DriverProperty.GENESIS_FILE);
    if (text == null) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, "property genesis is missing");
    }
    boolean hash = text.strip().matches("[0-9a-fA-F]{64}");
    if (!hash) {
      return readGenesis(Path.of(text));
    }
    if (file == null) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, "a genesis hash needs property genesisFile");
    }
    Genesis genesis = readGenesis(file);
    if (!genesis.chainId().toHex().equalsIgnoreCase(text.strip())) {
      throw new UnverifiedException(
          new VerificationException(WRONG_CHAIN, file + " is not the genesis with this hash"));
    }
    return genesis;
  }

  private static Genesis readGenesis(Path file) throws SQLException {
    try {
      if (Files.size(file) > MAX_GENESIS_BYTES) {
        throw SqlErrors.of(SqlStates.CANNOT_CONNECT, file + " is no genesis");
      }
      return Genesis.decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, "cannot read the genesis " + file, e);
    } catch (VerificationException e) {
      throw SqlErrors.of(e);
    }
  }

  private Connection open(String url, ConnectionUrl parsed, Target target, Runnable onClose)
      throws SQLException {
    Settings settings = Settings.of(parsed);
    try {
      int timeoutMs = (int) Math.min(Integer.MAX_VALUE, settings.connectTimeoutMs());
      SharedTrust.Parts shared = trust.of(target.genesis(), target.trustDir());
      LightClient client = shared.newClient(target.genesis());
      Replicas replicas =
          new Replicas(
              target.endpoints(),
              TlsTransport.connector(target.ca(), timeoutMs),
              client.chainId(),
              settings.readTimeoutMs());
      Session session =
          new Session(
              replicas,
              client,
              shared.seenHeight(),
              shared.counts(),
              shared.cache(),
              settings,
              InstantSource.system());
      Executor executor = new Executor(session, planner, ClientKey.loadOrCreate(target.key()));
      executor.connect();
      return new AssayConnection(executor, url, onClose);
    } catch (IOException e) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, String.valueOf(e.getMessage()), e);
    } catch (VerificationException e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
    List<DriverPropertyInfo> out = new ArrayList<>();
    for (DriverProperty property : DriverProperty.values()) {
      DriverPropertyInfo info = new DriverPropertyInfo(property.key(), parsed.text(property));
      info.description = property.description();
      boolean trust = property == DriverProperty.GENESIS || property == DriverProperty.TLS_CA;
      info.required = trust && parsed.embedded() == null;
      out.add(info);
    }
    return out.toArray(new DriverPropertyInfo[0]);
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /** JDBC compliance asks for features that AssayDB does not have. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.unsupported("java.util.logging");
  }
}
