package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assaydb.engine.cluster.testing.CrashChild;
import org.assaydb.engine.replica.Replica;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.WireClient;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a whole cluster with SIGKILL at random points. {@code -Dcrash.kills=50} for the campaign;
 * {@code -Dcrash.seed} repeats one.
 */
final class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 3);
  private static final long SEED = Long.getLong("crash.seed", 20260102L);
  private static final int IDS_PER_ROUND = 100_000;

  @TempDir Path directory;

  @Test
  void losesNoAcknowledgedTransaction() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Set<Integer> acknowledged = new HashSet<>();
    for (int round = 0; round < KILLS; round++) {
      runAndKill(round, random, acknowledged);
    }
    try (Cluster cluster = Cluster.start(directory, ClusterTest.FAST)) {
      for (int seat = 0; seat < cluster.size(); seat++) {
        assertThat(ids(cluster, seat)).as("seed %d", SEED).containsAll(acknowledged);
      }
      assertSameChain(cluster);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS);
  }

  private void runAndKill(int round, Random random, Set<Integer> acknowledged)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CrashChild.class.getName(),
                    directory.toString(),
                    String.valueOf(round * IDS_PER_ROUND),
                    String.valueOf(random.nextInt(1_000_000))))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Mostly while it writes, now and then while it starts.
    int acks = round % 5 == 4 ? 0 : 1 + random.nextInt(25);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      String line = out.readLine();
      while (line != null && seen < acks) {
        line = out.readLine();
        seen += note(line, acknowledged);
      }
      assertThat(line).as("child of round %d ended by itself", round).isNotNull();
      child.waitFor(random.nextInt(acks == 0 ? 2_000 : 50), TimeUnit.MILLISECONDS);
      // Process.destroyForcibly would close the pipe and lose the last acknowledgements.
      child.toHandle().destroyForcibly();
      while ((line = out.readLine()) != null) {
        note(line, acknowledged);
      }
    }
    child.waitFor();
  }

  private static int note(String line, Set<Integer> acknowledged) {
    if (line == null || !line.startsWith("ACK ")) {
      assertThat(line == null || !line.startsWith("REFUSED")).as(line).isTrue();
      return 0;
    }
    acknowledged.add(Integer.parseInt(line.substring(4)));
    return 1;
  }

  /** A commit through the seat first, so that it has caught up. */
  private static List<Integer> ids(Cluster cluster, int seat) {
    Replica replica = cluster.replica(seat);
    TestClient client = new TestClient(replica.chain(), 900 + seat);
    try (WireClient connection = new WireClient(cluster.endpoints().get(seat), cluster.caFile())) {
      SignedTransaction marker =
          client.sign(client.newId(), client.snapshot(), List.of(), List.of(), List.of());
      assertThat(connection.call(new Request.Submit(0, marker)))
          .isInstanceOf(Response.Committed.class);
    }
    LedgerState state = replica.chain().committed();
    IndexId index = state.catalog().table("PUBLIC", "ITEMS").orElseThrow().primaryIndex().id();
    ReadSpec scan =
        new ReadSpec.Scan(
            index, List.of(0), state.height(), List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    List<Integer> ids = new ArrayList<>();
    try (RowCursor cursor = state.tree().reader().read(scan)) {
      while (cursor.next()) {
        ids.add((Integer) cursor.value(0));
      }
    }
    return ids;
  }

  /** Headers hold the roots after their parents, so equal headers mean equal states before. */
  private static void assertSameChain(Cluster cluster) {
    long height = Long.MAX_VALUE;
    for (int seat = 0; seat < cluster.size(); seat++) {
      height = Math.min(height, cluster.replica(seat).chain().committed().height());
    }
    Set<Object> headers = new HashSet<>();
    for (int seat = 0; seat < cluster.size(); seat++) {
      headers.add(cluster.replica(seat).chain().block(height).orElseThrow().header());
    }
    assertThat(headers).hasSize(1);
  }
}
