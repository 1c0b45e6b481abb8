package org.assaydb.engine.cluster.jdbc;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assaydb.proofs.wire.Frame;

/**
 * A server of its own certificate in front of the first replica, which passes frames on and may
 * change answers. One connection at a time.
 */
final class Relay implements AutoCloseable {
  /** What is done to an answer, by its number. */
  volatile IntFunction<UnaryOperator<Frame>> change = number -> frame -> frame;

  /** Types of the requests that came, in order. */
  final List<Integer> requests = new CopyOnWriteArrayList<>();

  private final RealCluster cluster;
  private final ServerSocket server;
  private final Path caFile;

  /** {@code directory}: for the file of its certificate. */
  Relay(RealCluster cluster, Path directory) throws IOException, GeneralSecurityException {
    this.cluster = cluster;
    TlsIdentity identity = TlsIdentity.create("127.0.0.1");
    caFile = identity.caFile(directory);
    server = identity.server("TLSv1.3");
    Thread thread = new Thread(this::serve, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** For a connection through it that keeps no answers. */
  String url(String trust) {
    return cluster
        .url("127.0.0.1:" + server.getLocalPort(), trust, "&cacheBytes=0")
        .replace("tlsCa=" + cluster.cluster().caFile(), "tlsCa=" + caFile);
  }

  private void serve() {
    int number = 0;
    while (!server.isClosed()) {
      try (Socket client = server.accept();
          Socket replica = replicaSocket()) {
        while (true) {
          Frame request = Frame.read(client.getInputStream());
          requests.add(request.type());
          request.write(replica.getOutputStream());
          replica.getOutputStream().flush();
          Frame answer = change.apply(number++).apply(Frame.read(replica.getInputStream()));
          answer.write(client.getOutputStream());
          client.getOutputStream().flush();
        }
      } catch (IOException | GeneralSecurityException e) {
        // The client has left, or the test is over.
      }
    }
  }

  private Socket replicaSocket() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var pem = Files.newInputStream(cluster.cluster().caFile())) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    int port = cluster.cluster().endpoints().get(0).getPort();
    return context.getSocketFactory().createSocket("127.0.0.1", port);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
