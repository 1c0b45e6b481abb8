package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One replica's disk refuses what the storage of runs wants to write there. */
@Timeout(120)
final class StorageFailureTest {
  /** So many rows in a block become a run by themselves. */
  private static final int RUN_ROWS = 8192;

  /** So many runs of a tier are merged. */
  private static final int MERGED_RUNS = 5;

  /** By then a merge that has begun is installed, or the replica says that it cannot be. */
  private static final int BLOCKS = 100;

  private static final int BAD = 1;

  private static final TableDef ROWS =
      new TableDef(
          new TableId(0),
          1,
          "PUBLIC",
          "ROWS",
          List.of(new Column("ID", ColumnType.of(ColumnType.Kind.INTEGER), false, null)),
          List.of(
              TestClient.index("ROWS_PK", true, true, List.of(new IndexDef.KeyPart(0, false)))));

  @TempDir Path directory;

  private static void commit(Cluster cluster, int seat, SignedTransaction transaction) {
    try (WireClient connection = new WireClient(cluster.endpoints().get(seat), cluster.caFile())) {
      Response response = connection.call(new Request.Submit(0, transaction));
      assertThat(response).isInstanceOf(Response.Committed.class);
      assertThat(((Response.Committed) response).receipt().committed()).isTrue();
    }
  }

  private static RowWrite insert(int id) {
    return new RowWrite.Insert(
        RowCodec.encode(List.of(ROWS.columns().get(0).type()), new Object[] {id}));
  }

  private static RowWrite[] rows(int number) {
    RowWrite[] rows = new RowWrite[RUN_ROWS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = insert(RUN_ROWS * number + i);
    }
    return rows;
  }

  private static void load(Cluster cluster, TestClient client, int number) {
    SignedTransaction load = client.write("ROWS", rows(number));
    commit(cluster, 0, load);
    commit(cluster, BAD, load);
  }

  private static String status(Cluster cluster) {
    try (WireClient connection = new WireClient(cluster.endpoints().get(BAD), cluster.caFile())) {
      return ((Response.StatusReply) connection.call(new Request.Status())).json();
    }
  }

  private Path scratchFile(int run) {
    return directory.resolve("replica-" + BAD).resolve("state/scratch/" + run + ".sst");
  }

  @Test
  void failedMergeIsReportedAndLeavesTheFormerRuns() throws IOException {
    try (Cluster cluster = Cluster.start(directory, ClusterTest.FAST)) {
      TestClient client = new TestClient(cluster.replica(0).chain(), 3);
      commit(cluster, 0, client.define(new CatalogChange.CreateTable(ROWS)));
      for (int number = 0; number < MERGED_RUNS - 1; number++) {
        load(cluster, client, number);
      }
      assertThat(status(cluster)).contains("\"failure\":null", "\"mergeFailure\":null");
      // Every load is a run; the next number is that of their merge.
      Files.createDirectory(scratchFile(MERGED_RUNS + 1));
      load(cluster, client, MERGED_RUNS - 1);
      String report = status(cluster);
      for (int row = 0; row < BLOCKS && report.contains("\"mergeFailure\":null"); row++) {
        SignedTransaction more = client.write("ROWS", insert(-1 - row));
        commit(cluster, 0, more);
        commit(cluster, BAD, more);
        report = status(cluster);
      }
      assertThat(report)
          .contains("\"running\":true", "\"mergeFailure\":\"", "merge of runs [5, 4, 3, 2, 1]");
      // Until the merge is due its inputs are read, and every replica goes on to one state.
      SignedTransaction last = client.write("ROWS", insert(1 << 20));
      commit(cluster, BAD, last);
      commit(cluster, 0, last);
      assertThat(status(cluster)).contains("\"running\":true");
    }
  }

  @Test
  void diskThatTakesNoRunStopsTheReplicaWhichSaysSo() throws IOException {
    try (Cluster cluster = Cluster.start(directory, ClusterTest.FAST)) {
      TestClient client = new TestClient(cluster.replica(0).chain(), 3);
      commit(cluster, 0, client.define(new CatalogChange.CreateTable(ROWS)));
      load(cluster, client, 0);
      Files.createDirectory(scratchFile(2));
      commit(cluster, 0, client.write("ROWS", rows(1)));
      String report = status(cluster);
      for (int row = 0; row < BLOCKS && report.contains("\"running\":true"); row++) {
        commit(cluster, 0, client.write("ROWS", insert(-1 - row)));
        report = status(cluster);
      }
      assertThat(report).contains("\"running\":false", "body of a run");
    }
  }
}
