package org.assaydb.engine.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assaydb.engine.cluster.ClusterFiles;
import org.assaydb.jdbc.UnverifiedException;
import org.assaydb.proofs.RejectReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are no replicas, or not the ones that the user named. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileServersTest {
  @TempDir static Path directory;
  private Path genesis;

  /** What a server does with a connection. */
  private interface Behaviour {
    void serve(Socket socket) throws IOException;
  }

  @BeforeAll
  void makeGenesis() {
    try (ClusterFiles files =
        ClusterFiles.open(directory.resolve("c"), new ClusterFiles.Settings(4, 256, 64, 1))) {
      genesis = files.genesisFile();
    }
  }

  /** Connects to a server of this behaviour; returns the refusal, which has to come in time. */
  private SQLException refusal(ServerSocket server, Path ca, Behaviour behaviour)
      throws IOException {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  behaviour.serve(socket);
                } catch (IOException e) {
                  // The client refused, or the test is over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    try (server) {
      return refusal("127.0.0.1:" + server.getLocalPort(), ca);
    }
  }

  private SQLException refusal(String host, Path ca) {
    String url =
        "jdbc:assay://"
            + host
            + "/?genesis="
            + genesis
            + "&tlsCa="
            + ca
            + "&trustDir="
            + directory.resolve("trust")
            + "&connectTimeout=700";
    long started = System.nanoTime();
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url).close());
    assertThat((Throwable) e).as("refusal").isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    return e;
  }

  private static void assertUnreachable(SQLException e, String words) {
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("08001");
    assertThat(e.getMessage()).containsIgnoringCase(words);
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket free = plain()) {
      port = free.getLocalPort();
    }
    assertUnreachable(
        refusal("127.0.0.1:" + port + ",127.0.0.1:" + port, good().caFile(directory)), "refused");
  }

  @Test
  void garbageSilenceDripAndHangUpEndInTime() throws Exception {
    Path ca = good().caFile(directory);
    byte[] garbage = new byte[4096];
    new Random(1).nextBytes(garbage);
    assertUnreachable(refusal(plain(), ca, s -> s.getOutputStream().write(garbage)), "");
    assertUnreachable(refusal(plain(), ca, Socket::close), "");
    assertUnreachable(refusal(plain(), ca, HostileServersTest::drain), "");
    // A TLS record of 16 KiB of which a byte comes now and then.
    assertUnreachable(
        refusal(
            plain(),
            ca,
            s -> {
              s.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
              s.setSoTimeout(50);
              while (true) {
                try {
                  s.getInputStream().readNBytes(4096);
                  return;
                } catch (java.net.SocketTimeoutException e) {
                  s.getOutputStream().write(1);
                }
              }
            }),
        "");
  }

  private static void drain(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  @Test
  void silenceAndGarbageBehindTls() throws Exception {
    TlsIdentity good = good();
    assertUnreachable(
        refusal(good.server("TLSv1.3"), good.caFile(directory), HostileServersTest::drain), "time");
    SQLException garbage =
        refusal(
            good.server("TLSv1.3"),
            good.caFile(directory),
            s -> answer(s, 9, new byte[] {99, 0, 0, 0, 1}));
    assertThat((Throwable) garbage).isInstanceOf(UnverifiedException.class);
    SQLException large =
        refusal(
            good.server("TLSv1.3"),
            good.caFile(directory),
            s -> answer(s, Integer.MAX_VALUE, new byte[] {66, 0, 0, 0, 1}));
    assertThat((Throwable) large)
        .isInstanceOfSatisfying(
            UnverifiedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.LIMIT_EXCEEDED));
  }

  private static void answer(Socket socket, int length, byte[] rest) throws IOException {
    InputStream in = socket.getInputStream();
    assertThat(in.read()).isNotNegative();
    OutputStream out = socket.getOutputStream();
    out.write(java.nio.ByteBuffer.allocate(9).putInt(length).put(rest).array());
    out.write(new byte[16]);
    out.flush();
    drain(socket);
  }

  @Test
  void certificatesThatTheUserDidNotNameAreRefusedBeforeAnythingIsSent() throws Exception {
    TlsIdentity good = good();
    TlsIdentity foreign = TlsIdentity.create("127.0.0.1");
    TlsIdentity elsewhere = TlsIdentity.create("192.0.2.7");
    assertNothingSent(foreign.server("TLSv1.3"), good.caFile(directory), "path");
    assertNothingSent(elsewhere.server("TLSv1.3"), elsewhere.caFile(directory), "127.0.0.1");
    assertNothingSent(good.server("TLSv1.2"), good.caFile(directory), "protocol");
  }

  private void assertNothingSent(ServerSocket server, Path ca, String words) throws IOException {
    AtomicInteger received = new AtomicInteger();
    SQLException e =
        refusal(
            server,
            ca,
            s -> {
              while (s.getInputStream().read() >= 0) {
                received.incrementAndGet();
              }
            });
    assertUnreachable(e, words);
    assertThat(received).hasValue(0);
  }

  private static TlsIdentity good() throws GeneralSecurityException, IOException {
    return TlsIdentity.create("127.0.0.1");
  }
}
