package org.assaydb.engine.cluster;

import static org.assaydb.engine.replica.testing.TestClient.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.UUID;
import org.assaydb.consensus.Timing;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.jdbc.EmbeddedReplicas;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four replicas with consensus, storage and servers. */
@Timeout(120)
final class ClusterTest {
  static final Cluster.Options FAST =
      Cluster.Options.defaults().withTiming(new Timing(100, 3_000, 10_000, 500));

  @TempDir Path directory;

  private static Receipt submit(Cluster cluster, int seat, SignedTransaction transaction) {
    try (WireClient connection = new WireClient(cluster.endpoints().get(seat), cluster.caFile())) {
      Response response = connection.call(new Request.Submit(0, transaction));
      assertThat(response).isInstanceOf(Response.Committed.class);
      return ((Response.Committed) response).receipt();
    }
  }

  /** Waits by asking: every replica answers a submission only when its own state holds it. */
  private static Digest stateWith(Cluster cluster, int seat, SignedTransaction marker) {
    submit(cluster, seat, marker);
    return cluster.replica(seat).chain().block(1).orElseThrow().header().hash();
  }

  @Test
  void commitsOnEveryReplicaAndContinuesAfterARestart() {
    SignedTransaction insertion;
    Receipt receipt;
    try (Cluster cluster = Cluster.start(directory, FAST)) {
      TestClient client = new TestClient(cluster.replica(0).chain(), 3);
      assertThat(
              submit(cluster, 0, client.define(new CatalogChange.CreateTable(TestClient.ITEMS)))
                  .sqlState())
          .isEqualTo("00000");
      insertion = client.write("ITEMS", insert(1, "a", 1));
      receipt = submit(cluster, 0, insertion);
      assertThat(receipt.committed()).isTrue();
      for (int seat = 1; seat < 4; seat++) {
        assertThat(submit(cluster, seat, insertion)).isEqualTo(receipt);
      }
      assertThatThrownBy(() -> Cluster.start(directory, FAST))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("in use");
    }
    try (Cluster cluster = Cluster.start(directory, FAST)) {
      for (int seat = 0; seat < 4; seat++) {
        assertThat(submit(cluster, seat, insertion)).isEqualTo(receipt);
      }
      TestClient client = new TestClient(cluster.replica(0).chain(), 4);
      SignedTransaction second = client.write("ITEMS", insert(2, "b", 1));
      assertThat(submit(cluster, 2, second).committed()).isTrue();
      Digest first = stateWith(cluster, 0, second);
      assertThat(stateWith(cluster, 3, second)).isEqualTo(first);
    }
  }

  @Test
  void oneReplicaDownStopsNobodyAndCatchesUp() {
    try (Cluster cluster = Cluster.start(directory, FAST)) {
      TestClient client = new TestClient(cluster.replica(0).chain(), 3);
      submit(cluster, 0, client.define(new CatalogChange.CreateTable(TestClient.ITEMS)));
      cluster.stop(3);
      SignedTransaction insertion = client.write("ITEMS", insert(1, "a", 1));
      Receipt receipt = submit(cluster, 0, insertion);
      cluster.restart(3);
      assertThat(submit(cluster, 3, insertion)).isEqualTo(receipt);
    }
  }

  @Test
  void replicaCatchesUpWithBlocksThatTheOthersHoldAsShardsOnly() {
    try (Cluster cluster = Cluster.start(directory, FAST.withArchive(8, 4))) {
      TestClient client = new TestClient(cluster.replica(0).chain(), 3);
      submit(cluster, 0, client.define(new CatalogChange.CreateTable(TestClient.ITEMS)));
      cluster.stop(3);
      SignedTransaction insertion = null;
      Receipt receipt = null;
      int row = 0;
      while (cluster.replica(0).archive().unlinkedSegments() < 3) {
        insertion = client.write("ITEMS", insert(++row, "a", 1));
        receipt = submit(cluster, 0, insertion);
      }
      assertThat(cluster.replica(0).blocks().get(9).orElseThrow().body()).isNull();
      cluster.restart(3);
      assertThat(submit(cluster, 3, insertion)).isEqualTo(receipt);
      assertThat(cluster.replica(3).chain().block(12).orElseThrow().header())
          .isEqualTo(cluster.replica(0).chain().block(12).orElseThrow().header());
    }
  }

  @Test
  void serviceLoaderFindsTheEmbeddedCluster() {
    assertThat(ServiceLoader.load(EmbeddedReplicas.class).findFirst())
        .containsInstanceOf(EmbeddedCluster.class);
  }

  @Test
  void statusIsJsonWithHeightsAndDisk() {
    try (Cluster cluster = Cluster.start(directory, FAST);
        WireClient connection = new WireClient(cluster.endpoints().get(1), cluster.caFile())) {
      TestClient client = new TestClient(cluster.replica(1).chain(), 3);
      submit(
          cluster,
          1,
          client.sign(
              new UUID(1, 2), 0, java.util.List.of(), java.util.List.of(), java.util.List.of()));
      String json = ((Response.StatusReply) connection.call(new Request.Status())).json();
      assertThat(json)
          .startsWith("{\"seat\":1,\"height\":")
          .contains("\"SYS.TRANSACTIONS\"", "\"diskBytes\":{\"state\":", "\"running\":true")
          .endsWith("}}");
    }
  }
}
