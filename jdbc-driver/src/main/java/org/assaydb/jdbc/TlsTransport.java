package org.assaydb.jdbc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.assaydb.jdbc.wire.Frame;
import org.assaydb.jdbc.wire.Request;
import org.assaydb.jdbc.wire.Response;

/**
 * TLS 1.3 with the authority that the user names and no other, host names verified. TLS keeps
 * strangers out; what a replica says is believed only after its proof.
 */
final class TlsTransport implements Transport {
  private static final int BUFFER_BYTES = 64 << 10;

  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private int lastId;

  private TlsTransport(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = socket.getOutputStream();
  }

  /** A connector that trusts the certificates in a PEM file. */
  static Connector connector(Path caFile, int timeoutMs) throws IOException {
    SSLContext context = context(caFile);
    return endpoint -> connect(context, endpoint, timeoutMs);
  }

  private static SSLContext context(Path caFile) throws IOException {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Collection<? extends Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      int number = 0;
      for (Certificate authority : authorities) {
        store.setCertificateEntry("ca" + number++, authority);
      }
      if (number == 0) {
        throw new IOException("no certificate in " + caFile);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the certificates in " + caFile, e);
    }
  }

  @SuppressWarnings("AddressSelection") // a name with several addresses is several endpoints
  private static Transport connect(SSLContext context, InetSocketAddress endpoint, int timeoutMs)
      throws IOException {
    String host = endpoint.getHostString();
    Socket plain = new Socket();
    try {
      plain.connect(
          new InetSocketAddress(InetAddress.getByName(host), endpoint.getPort()), timeoutMs);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(timeoutMs);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, host, endpoint.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new TlsTransport(socket);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public Response ask(Request request, long timeoutMs) throws IOException {
    int id = ++lastId;
    long deadline = System.nanoTime() + timeoutMs * 1_000_000;
    socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, timeoutMs)));
    out.write(Frame.of(id, request).toBytes());
    out.flush();
    Frame frame = Frame.read(new DeadlineStream(in, deadline));
    if (frame.id() != id) {
      throw org.assaydb.proofs.VerificationException.malformed("answer to another request");
    }
    return Response.decode(frame);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted; the peer notices one way or the other.
    }
  }

  /** Ends a slow drip: a byte now and then does not keep a request alive. */
  private static final class DeadlineStream extends InputStream {
    private final InputStream source;
    private final long deadlineNanos;

    DeadlineStream(InputStream source, long deadlineNanos) {
      this.source = source;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new SocketTimeoutException("the answer took too long");
      }
      return source.read(target, offset, length);
    }
  }
}
