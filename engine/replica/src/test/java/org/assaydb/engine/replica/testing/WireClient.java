package org.assaydb.engine.replica.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/** One blocking TLS connection to a replica server; checks nothing but the certificate. */
public final class WireClient implements AutoCloseable {
  private static final int READ_TIMEOUT_MS = 40_000;

  private final SSLSocket socket;
  private int nextId = 1;

  public WireClient(InetSocketAddress address, Path caFile, String... protocols) {
    try {
      socket = (SSLSocket) trusting(caFile).getSocketFactory().createSocket();
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(protocols.length == 0 ? new String[] {"TLSv1.3"} : protocols);
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(READ_TIMEOUT_MS);
      socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()), READ_TIMEOUT_MS);
      socket.startHandshake();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext trusting(Path caFile) {
    try (InputStream in = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Response call(Request request) {
    try {
      Frame.of(nextId++, request).write(socket.getOutputStream());
      socket.getOutputStream().flush();
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next response; throws at the end of the stream. */
  public Response read() throws IOException {
    return Response.decode(Frame.read(socket.getInputStream()));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
