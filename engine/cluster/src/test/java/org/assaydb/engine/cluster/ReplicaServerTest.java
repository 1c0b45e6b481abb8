package org.assaydb.engine.cluster;

import static org.assaydb.engine.replica.testing.TestClient.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.assaydb.engine.replica.server.ChainResponder;
import org.assaydb.engine.replica.server.ReplicaServer;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockLog;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The server over real TLS: honest answers verify, bad input costs its own connection only. */
@TestInstance(Lifecycle.PER_CLASS)
final class ReplicaServerTest {
  @TempDir static Path directory;
  private TestLedger ledger;
  private TestClient client;
  private ReplicaServer server;
  private Path caFile;

  @BeforeAll
  void start() throws IOException {
    ledger = new TestLedger(directory.resolve("ledger"), 2);
    client = new TestClient(ledger.chain(0), 5);
    ledger.block(client.define(new CatalogChange.CreateTable(TestClient.ITEMS)));
    ledger.block(client.write("ITEMS", insert(1, "a", 1), insert(2, "b", 2), insert(3, "c", 3)));
    ledger.block();
    Path replica;
    try (ClusterFiles files =
        ClusterFiles.open(directory.resolve("tls"), new ClusterFiles.Settings(4, 10, 10, 0))) {
      caFile = files.caFile();
      replica = files.replicaDirectory(0);
    }
    ChainResponder responder =
        new ChainResponder(
            ledger.chain(0), 0, t -> ledger.block(t), () -> "{\"seat\":0}", List::of);
    server =
        ReplicaServer.start(
            "test",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ReplicaServer.Identity(replica.resolve("tls.pem"), replica.resolve("tls.key")),
            ReplicaServer.Limits.ofHeap(0),
            responder);
  }

  @AfterAll
  void stop() {
    server.close();
    ledger.close();
  }

  private WireClient connect() {
    return new WireClient(server.address(), caFile);
  }

  private void assertUsable(WireClient connection) {
    assertThat(connection.call(new Request.Status())).isInstanceOf(Response.StatusReply.class);
  }

  @Test
  void greetsClientsOfItsChainOnly() {
    try (WireClient connection = connect()) {
      Digest chainId = ledger.genesis().chainId();
      assertThat(connection.call(new Request.Hello(1, chainId)))
          .isEqualTo(new Response.HelloReply(1, chainId, 0));
      assertThat(connection.call(new Request.Hello(1, Digest.ZERO)))
          .isInstanceOf(Response.Failure.class);
      assertThat(connection.call(new Request.Hello(2, chainId)))
          .isInstanceOf(Response.Failure.class);
      assertUsable(connection);
    }
  }

  @Test
  void headIsProvedFromEveryKnownHeight() {
    try (WireClient connection = connect()) {
      for (long known = 0; known <= 2; known++) {
        Response.Head head = (Response.Head) connection.call(new Request.GetHead(known, 0));
        Digest hash =
            known == 0
                ? ledger.genesis().chainId()
                : ledger.chain(0).block(known).orElseThrow().header().hash();
        assertThat(BlockLog.rootFrom(hash, known, head.header().height(), head.blockLogPath()))
            .isEqualTo(head.header().blockLogRoot());
        head.certificate().verify(ledger.genesis().chainId(), ledger.genesis().validators());
      }
      assertThat(failure(connection.call(new Request.GetHead(1_000, 0))).code())
          .isEqualTo(FailureCode.BEHIND);
      assertThat(failure(connection.call(new Request.GetHead(0, 1_000))).code())
          .isEqualTo(FailureCode.BEHIND);
    }
  }

  private static Response.Failure failure(Response response) {
    return (Response.Failure) response;
  }

  @Test
  void findsTheBlocksAroundATime() {
    try (WireClient connection = connect()) {
      long time = ledger.chain(0).block(2).orElseThrow().header().timeMs();
      Response.Neighbours found =
          (Response.Neighbours) connection.call(new Request.FindHeight(time, 3));
      assertThat(found.at().header().height()).isEqualTo(2);
      assertThat(found.after().header().height()).isEqualTo(3);
      Response.Neighbours before =
          (Response.Neighbours) connection.call(new Request.FindHeight(0, 3));
      assertThat(before.at()).isNull();
      assertThat(before.after().header().height()).isEqualTo(1);
      Response.Neighbours after =
          (Response.Neighbours) connection.call(new Request.FindHeight(Long.MAX_VALUE, 3));
      assertThat(after.at().header().height()).isEqualTo(3);
      assertThat(after.after()).isNull();
    }
  }

  @Test
  void readsVerifyAgainstTheCertifiedRoots() {
    try (WireClient connection = connect()) {
      long height = 3;
      var snapshot = ledger.chain(0).snapshots().at(height).orElseThrow();
      Response.CatalogBytes bytes =
          (Response.CatalogBytes)
              connection.call(new Request.GetCatalog(snapshot.state().roots().catalog()));
      Catalog catalog = Catalog.decode(bytes.bytes());
      assertThat(catalog.digest()).isEqualTo(snapshot.state().roots().catalog());
      IndexId index = catalog.table("PUBLIC", "ITEMS").orElseThrow().primaryIndex().id();
      ReadSpec scan =
          new ReadSpec.Scan(
              index, List.of(0, 1), height, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
      Response.Vo vo =
          (Response.Vo)
              connection.call(new Request.Read(height, Request.Read.MAX_BUDGET, List.of(scan)));
      VerifiedState state =
          VerifiedState.verify(
              vo.bytes(), snapshot.state().roots().state(), catalog::index, VoLimits.DEFAULT);
      RowCursor cursor = state.reader(height).read(scan);
      int rows = 0;
      while (cursor.next()) {
        rows++;
      }
      assertThat(rows).isGreaterThanOrEqualTo(3);
      assertThat(
              failure(
                      connection.call(
                          new Request.Read(1_000, Request.Read.MAX_BUDGET, List.of(scan))))
                  .code())
          .isEqualTo(FailureCode.BEHIND);
      ReadSpec unknown =
          new ReadSpec.Scan(new IndexId(999), List.of(0), height, List.of(KeyRange.ALL), false, 1);
      assertThat(
              connection.call(new Request.Read(height, Request.Read.MAX_BUDGET, List.of(unknown))))
          .isInstanceOf(Response.Failure.class);
      assertUsable(connection);
    }
  }

  @Test
  void submissionAnswersWhenFinalAndRepeatsGiveTheSameReceipt() {
    try (WireClient connection = connect()) {
      SignedTransaction transaction = client.write("ITEMS", insert(77, "submitted", 1));
      Response.Committed first =
          (Response.Committed) connection.call(new Request.Submit(0, transaction));
      Response.Committed again =
          (Response.Committed) connection.call(new Request.Submit(0, transaction));
      assertThat(first.receipt().committed()).isTrue();
      assertThat(again.receipt()).isEqualTo(first.receipt());
      SignedTransaction forged =
          new SignedTransaction(
              transaction.payload(),
              new byte[64],
              transaction.transaction(),
              transaction.payloadHash());
      assertThat(failure(connection.call(new Request.Submit(0, forged))).sqlState())
          .isEqualTo("28000");
      assertUsable(connection);
    }
  }

  @Test
  void oversizedFrameIsRefusedByItsLengthAlone() throws IOException {
    try (WireClient other = connect();
        WireClient connection = connect()) {
      connection.send(new ByteWriter().i32(Integer.MAX_VALUE).u8(8).i32(1).toBytes());
      assertThat(failure(connection.read()).sqlState()).isEqualTo("08P01");
      assertThatThrownBy(connection::read).isInstanceOf(EOFException.class);
      assertUsable(other);
    }
  }

  @Test
  void garbageEndsItsConnectionOnly() throws IOException {
    Random random = new Random(99);
    try (WireClient other = connect()) {
      for (int i = 0; i < 30; i++) {
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        try (WireClient connection = connect()) {
          connection.send(new Frame(1 + random.nextInt(7), i, body).toBytes());
          Response response = connection.read();
          assertThat(response).isInstanceOf(Response.Failure.class);
        }
      }
      assertUsable(other);
    }
  }

  @Test
  void negativeLengthAndHeaderlessFrameAreRefused() throws IOException {
    for (int length : new int[] {-1, 0, 4}) {
      try (WireClient connection = connect()) {
        connection.send(new ByteWriter().i32(length).i64(0).toBytes());
        assertThat(connection.read()).isInstanceOf(Response.Failure.class);
        assertThatThrownBy(connection::read).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void truncatedFrameHoldsUpNobody() throws IOException {
    try (WireClient half = connect();
        WireClient other = connect()) {
      half.send(new ByteWriter().i32(1_000).u8(6).toBytes());
      assertUsable(other);
    }
  }

  @Test
  void olderTlsIsRefused() {
    assertThatThrownBy(() -> new WireClient(server.address(), caFile, "TLSv1.2"))
        .isInstanceOfSatisfying(
            UncheckedIOException.class,
            e -> assertThat(e.getCause()).isInstanceOf(SSLException.class));
  }
}
