package org.assaydb.jdbc;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
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
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 with the authority that the user names and no other, host names verified. TLS keeps
 * strangers out; what a replica says is believed only after its proof.
 */
final class TlsTransport implements Transport {
  private static final int BUFFER_BYTES = 64 << 10;

  private final DeadlineSocket plain;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private int lastId;

  /** Sent, its answer not read; its id is {@link #lastId}. */
  private @Nullable Request announced;

  /** Answered together with a head: what was asked, and the answer. */
  private @Nullable Request readAtHead;

  private @Nullable Response atHead;

  private TlsTransport(DeadlineSocket plain, SSLSocket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = socket.getOutputStream();
  }

  /** A connector that trusts the certificates in a PEM file. */
  static Connector connector(Path caFile, int timeoutMs) throws IOException {
    SSLContext context = context(caFile);
    return (endpoint, limitMs) -> connect(context, endpoint, (int) Math.min(timeoutMs, limitMs));
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
    DeadlineSocket plain = new DeadlineSocket();
    try {
      plain.endAfter(timeoutMs);
      plain.connect(
          new InetSocketAddress(InetAddress.getByName(host), endpoint.getPort()), timeoutMs);
      plain.setTcpNoDelay(true);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, host, endpoint.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new TlsTransport(plain, socket);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public Response ask(Request request, long timeoutMs) throws IOException {
    Response known = request.equals(readAtHead) ? atHead : null;
    readAtHead = null;
    atHead = null;
    if (known != null) {
      return known;
    }
    plain.endAfter(timeoutMs);
    boolean sent = request.equals(announced);
    if (announced != null && !sent) {
      answer();
    }
    announced = null;
    if (!sent) {
      send(request);
    }
    return Response.decode(answer());
  }

  @Override
  public Response askHead(Request.GetHead head, Request.Read next, long timeoutMs)
      throws IOException {
    Response answer = ask(new Request.ReadAtHead(head, next), timeoutMs);
    if (answer instanceof Response.HeadAndRead both) {
      readAtHead = next.at(both.head().header().height());
      atHead = both.read();
      return both.head();
    }
    return answer;
  }

  private void send(Request request) throws IOException {
    out.write(Frame.of(++lastId, request).toBytes());
    out.flush();
  }

  /** The answer to the request that was sent last. */
  private Frame answer() throws IOException {
    Frame frame = Frame.read(in);
    if (frame.id() != lastId) {
      throw VerificationException.malformed("answer to another request");
    }
    return frame;
  }

  @Override
  public void announce(Request request) throws IOException {
    if (announced == null) {
      send(request);
      announced = request;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted; the peer notices one way or the other.
    }
  }

  /**
   * Ends a slow drip: a byte now and then keeps neither a handshake nor a request alive. It sits
   * below TLS because a record is read to its end by reads that TLS makes itself.
   */
  private static final class DeadlineSocket extends Socket {
    private volatile long deadlineNanos;

    void endAfter(long timeoutMs) {
      deadlineNanos = System.nanoTime() + timeoutMs * 1_000_000;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream source = super.getInputStream();
      return new FilterInputStream(source) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          long leftMs = (deadlineNanos - System.nanoTime()) / 1_000_000;
          if (leftMs <= 0) {
            throw new SocketTimeoutException("the answer took too long");
          }
          setSoTimeout((int) Math.min(Integer.MAX_VALUE, leftMs));
          return source.read(target, offset, length);
        }
      };
    }
  }
}
