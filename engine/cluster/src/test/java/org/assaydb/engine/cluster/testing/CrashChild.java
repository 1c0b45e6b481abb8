package org.assaydb.engine.cluster.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assaydb.consensus.Timing;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * A process that runs a cluster and writes to it until it is killed: one line "ACK id" per commit
 * of {@link #ROWS} rows that was answered, through a TLS connection, as a driver would see it.
 * Tables are made and dropped between, runs are merged and blocks archived.
 */
public final class CrashChild {
  /** Rows of a commit: keys from id * ROWS on. */
  public static final int ROWS = 100;

  private static final int DEFINE_EVERY = 7;

  private CrashChild() {}

  /** Arguments: directory, first id, seed of the client. */
  public static void main(String[] args) {
    System.out.println("STARTING");
    Cluster cluster =
        Cluster.start(
            Path.of(args[0]),
            Cluster.Options.defaults()
                .withArchive(16, 8)
                .withTiming(new Timing(100, 3_000, 10_000, 500)));
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
        if (id % DEFINE_EVERY == 0) {
          commit(connection, client.define(change(cluster)));
        }
        String state = commit(connection, client.write("ITEMS", rows(id)));
        System.out.println((state.equals("00000") ? "ACK " : "REFUSED " + state + " ") + id);
        id++;
      }
    }
  }

  private static RowWrite[] rows(int id) {
    return IntStream.range(id * ROWS, (id + 1) * ROWS)
        .mapToObj(key -> TestClient.insert(key, "row" + key, key % 7))
        .toArray(RowWrite[]::new);
  }

  /** Makes a table, or drops it again. */
  private static CatalogChange change(Cluster cluster) {
    return cluster
        .replica(0)
        .chain()
        .committed()
        .catalog()
        .table("PUBLIC", "NOTES")
        .<CatalogChange>map(t -> new CatalogChange.DropTable(t.id()))
        .orElseGet(() -> new CatalogChange.CreateTable(TestClient.NOTES));
  }

  private static String commit(WireClient connection, SignedTransaction transaction) {
    Response response = connection.call(new Request.Submit(0, transaction));
    return response instanceof Response.Committed committed
        ? committed.receipt().sqlState()
        : String.valueOf(response);
  }
}
