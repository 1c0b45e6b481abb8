package org.assaydb.engine.cluster.testing;

import java.nio.file.Path;
import java.util.List;
import org.assaydb.consensus.Timing;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * A process that runs a cluster and writes to it until it is killed: one line "ACK id" per row
 * whose commit was answered, through a TLS connection, as a driver would see it.
 */
public final class CrashChild {
  private CrashChild() {}

  /** Arguments: directory, first id, seed of the client. */
  public static void main(String[] args) {
    System.out.println("STARTING");
    Cluster cluster =
        Cluster.start(
            Path.of(args[0]),
            Cluster.Options.defaults().withTiming(new Timing(100, 3_000, 10_000, 500)));
    int id = Integer.parseInt(args[1]);
    long seed = Long.parseLong(args[2]);
    TestClient client = new TestClient(cluster.replica(0).chain(), seed);
    try (WireClient connection =
        new WireClient(cluster.endpoints().get((int) (seed & 3)), cluster.caFile())) {
      if (cluster.replica(0).chain().committed().catalog().table("PUBLIC", "ITEMS").isEmpty()) {
        SignedTransaction definition =
            client.define(new CatalogChange.CreateTable(TestClient.ITEMS));
        System.out.println("DEFINED " + commit(connection, definition));
      }
      SignedTransaction empty =
          client.sign(client.newId(), client.snapshot(), List.of(), List.of(), List.of());
      commit(connection, empty);
      while (true) {
        String state =
            commit(connection, client.write("ITEMS", TestClient.insert(id, "row" + id, id % 7)));
        System.out.println((state.equals("00000") ? "ACK " : "REFUSED " + state + " ") + id);
        id++;
      }
    }
  }

  private static String commit(WireClient connection, SignedTransaction transaction) {
    Response response = connection.call(new Request.Submit(0, transaction));
    return response instanceof Response.Committed committed
        ? committed.receipt().sqlState()
        : String.valueOf(response);
  }
}
