package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assaydb.engine.replica.server.ReplicaServer;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take what they can, over real TLS: the others are served meanwhile. */
final class BoundedServiceTest {
  @TempDir static Path directory;
  private static ReplicaServer.Identity identity;
  private static Path caFile;
  private @Nullable ReplicaServer server;

  @BeforeAll
  static void makeKeys() throws IOException {
    try (ClusterFiles files =
        ClusterFiles.open(directory.resolve("tls"), new ClusterFiles.Settings(4, 10, 10, 0))) {
      caFile = files.caFile();
      Path replica = files.replicaDirectory(0);
      identity = new ReplicaServer.Identity(replica.resolve("tls.pem"), replica.resolve("tls.key"));
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void start(ReplicaServer.Limits limits, Responder responder) throws IOException {
    server =
        ReplicaServer.start(
            "bounded",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            identity,
            limits,
            responder);
  }

  private WireClient connect() {
    return new WireClient(Objects.requireNonNull(server).address(), caFile);
  }

  private static CompletableFuture<Response> status() {
    return CompletableFuture.completedFuture(new Response.StatusReply("{}"));
  }

  private static Request read(int keys) {
    List<Key> wanted = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      wanted.add(new Key(new ByteWriter(4).i32(i).toBytes()));
    }
    return new Request.Read(
        1, 1, List.of(new ReadSpec.Lookup(new IndexId(1), List.of(), 1, wanted)));
  }

  private static void assertUsable(WireClient connection) {
    assertThat(connection.call(new Request.Status())).isInstanceOf(Response.StatusReply.class);
  }

  @Test
  void silentConnectionsKeepOutNobody() throws IOException {
    start(new ReplicaServer.Limits(8, 1 << 20, 60_000, 60_000), (request, memory) -> status());
    List<WireClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        silent.add(connect());
      }
      try (WireClient other = connect()) {
        assertUsable(other);
        assertThatThrownBy(() -> silent.get(0).read()).isInstanceOf(IOException.class);
        assertUsable(silent.get(7));
      }
    } finally {
      silent.forEach(WireClient::close);
    }
  }

  @Test
  void aConnectionThatAsksNothingIsEnded() throws IOException {
    start(new ReplicaServer.Limits(8, 1 << 20, 300, 60_000), (request, memory) -> status());
    try (WireClient asks = connect();
        WireClient silent = connect()) {
      assertUsable(asks);
      assertThatThrownBy(silent::read).isInstanceOf(IOException.class);
      assertUsable(asks);
    }
  }

  /** Half of 1 MiB at three bytes for each byte of a frame: 200,000 bytes are too many. */
  @Test
  void aFrameWithoutMemoryIsPassedOverAndToldOf() throws IOException {
    start(new ReplicaServer.Limits(8, 1 << 20, 60_000, 60_000), (request, memory) -> status());
    try (WireClient connection = connect()) {
      Frame tooLong = new Frame(6, 77, new byte[200_000]);
      connection.send(tooLong.toBytes());
      assertThat(connection.read())
          .isInstanceOfSatisfying(
              Response.Failure.class, f -> assertThat(f.sqlState()).isEqualTo("53200"));
      assertUsable(connection);
      assertThat(connection.call(read(1_000))).isInstanceOf(Response.StatusReply.class);
    }
    awaitNothingHeld();
  }

  private void awaitNothingHeld() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    ReplicaServer of = Objects.requireNonNull(server);
    while (of.heldBytes() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(of.heldBytes()).isZero();
  }

  @Test
  void requestsThatWaitHoldTheirMemoryAndGiveItBackWithTheirConnection() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    CountDownLatch end = new CountDownLatch(1);
    start(
        new ReplicaServer.Limits(8, 8 << 20, 60_000, 60_000),
        (request, memory) -> {
          if (request instanceof Request.Read) {
            begun.countDown();
            await(end);
          }
          return status();
        });
    try (WireClient other = connect()) {
      try (WireClient greedy = connect()) {
        for (int id = 0; id < 40; id++) {
          greedy.send(Frame.of(id, read(10_000)).toBytes());
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertUsable(other); // though all that may read wait
        assertThat(Objects.requireNonNull(server).heldBytes()).isBetween(4L * 3 * 50_000, 4L << 20);
      }
      end.countDown();
      assertUsable(other);
      awaitNothingHeld();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aClientThatTakesNoAnswersIsGivenUp() throws Exception {
    String large = "x".repeat(4 << 20);
    start(
        new ReplicaServer.Limits(8, 64 << 20, 60_000, 1_000),
        (request, memory) -> CompletableFuture.completedFuture(new Response.StatusReply(large)));
    try (WireClient slow = connect()) {
      for (int id = 0; id < 30; id++) {
        slow.send(Frame.of(id, read(1_000)).toBytes());
      }
      ReplicaServer of = Objects.requireNonNull(server);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (of.connections() > 0 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(of.connections()).isZero();
    }
    awaitNothingHeld();
  }

  @Test
  void errorsOfTheJvmEndTheRequestWithAnAnswer() throws IOException {
    start(
        new ReplicaServer.Limits(8, 8 << 20, 60_000, 60_000),
        (request, memory) -> {
          if (request instanceof Request.Read read) {
            switch (((ReadSpec.Lookup) read.specs().get(0)).keys().size()) {
              case 1 -> throw new OutOfMemoryError("for a test");
              case 2 -> throw new StackOverflowError();
              default -> throw new AssertionError("for a test");
            }
          }
          return status();
        });
    try (WireClient connection = connect()) {
      String[] states = {"53200", "54001", "XX000"};
      for (int keys = 1; keys <= 3; keys++) {
        assertThat(((Response.Failure) connection.call(read(keys))).sqlState())
            .isEqualTo(states[keys - 1]);
        assertUsable(connection);
      }
    }
    awaitNothingHeld();
  }
}
