package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.util.Environment;

/**
 * Ends a whole cluster at random points: with SIGKILL, with the loss of what may not be synced of
 * the state besides, and with a disk on which no file grows any more. {@code -Dcrash.kills=200} for
 * the campaign; {@code -Dcrash.seed} repeats one.
 */
final class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 3);
  private static final long SEED = Long.getLong("crash.seed", 20260102L);
  private static final int IDS_PER_ROUND = 2_000;

  /** Acknowledgements after which a child on a full disk would be ended. */
  private static final int MANY = 400;

  private static final long LONGEST_START_MS = 30_000;
  private static final long SILENT_MS = 5_000;

  @TempDir Path top;
  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = top.resolve("db");
  }

  @Test
  void losesNoAcknowledgedTransaction() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Set<Integer> acknowledged = new HashSet<>();
    for (int round = 0; round < KILLS; round++) {
      runAndKill(round, random, acknowledged);
      if (random.nextInt(3) == 0) {
        losePower(random);
      }
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
    Process child = child(round, random, "");
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
      kill(child);
      while ((line = out.readLine()) != null) {
        note(line, acknowledged);
      }
    }
    child.waitFor();
  }

  /** Process.destroyForcibly would close the pipe and lose the last acknowledgements. */
  private static void kill(Process child) {
    child.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
    child.toHandle().destroyForcibly();
  }

  /** A cluster that writes, in a process of its own, begun by a shell with {@code before}. */
  private Process child(int round, Random random, String before) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/bin/sh",
                "-c",
                before + "exec \"$@\"",
                "sh",
                java,
                "-Xmx512m",
                "-Djava.library.path=" + nativeLibrary().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                directory.toString(),
                String.valueOf(round * IDS_PER_ROUND),
                String.valueOf(random.nextInt(1_000_000))));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** RocksDB's library, which a child could not unpack where no file may become long. */
  private Path nativeLibrary() throws IOException {
    String name = Environment.getJniLibraryFileName("rocksdb");
    Path file = top.resolve("lib").resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      try (InputStream in = Environment.class.getResourceAsStream("/" + name)) {
        Files.copy(in, file);
      }
    }
    return file;
  }

  /**
   * Of the state only every 32nd commit is synced: cuts what its log may lose, and more, on all
   * replicas.
   */
  private void losePower(Random random) throws IOException {
    for (int seat = 0; seat < 4; seat++) {
      try (Stream<Path> files = Files.list(directory.resolve("replica-" + seat).resolve("state"))) {
        for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
          try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate((long) (random.nextDouble() * channel.size()));
          }
        }
      }
    }
  }

  /**
   * The shell lets no file become longer than a limit, so that each kind of write fails in turn.
   */
  @Test
  void aFullDiskLosesNothing() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Set<Integer> acknowledged = new HashSet<>();
    int full = 0;
    for (int round = 0; round < Math.max(2, KILLS); round++) {
      int kilobytes = 100 << random.nextInt(6);
      full += runUntilFull(round, kilobytes, random, acknowledged) ? 1 : 0;
    }
    assertThat(full).as("rounds that ended for want of space").isPositive();
    try (Cluster cluster = Cluster.start(directory, ClusterTest.FAST)) {
      assertThat(cluster.failures()).isEmpty();
      for (int seat = 0; seat < cluster.size(); seat++) {
        assertThat(ids(cluster, seat)).as("seed %d", SEED).containsAll(acknowledged);
      }
      assertSameChain(cluster);
    }
    assertThat(acknowledged).isNotEmpty();
  }

  /** Whether the acknowledgements stopped by themselves. */
  private boolean runUntilFull(int round, int kilobytes, Random random, Set<Integer> acknowledged)
      throws IOException, InterruptedException {
    // POSIX counts blocks of 512 bytes.
    Process child = child(round, random, "ulimit -f " + 2 * kilobytes + "; ");
    AtomicInteger seen = new AtomicInteger();
    AtomicLong lastMs = new AtomicLong(System.currentTimeMillis());
    Thread reader =
        new Thread(
            () ->
                child
                    .inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .forEach(
                        line -> {
                          lastMs.set(System.currentTimeMillis());
                          if (line.startsWith("ACK ")) {
                            seen.addAndGet(note(line, acknowledged));
                          }
                        }));
    reader.start();
    boolean silent = false;
    while (child.isAlive() && !silent && seen.get() < MANY) {
      Thread.sleep(20);
      long most = seen.get() == 0 ? LONGEST_START_MS : SILENT_MS;
      silent = System.currentTimeMillis() - lastMs.get() > most;
    }
    boolean stopped = seen.get() < MANY;
    kill(child);
    child.waitFor();
    reader.join();
    return stopped;
  }

  private static int note(String line, Set<Integer> acknowledged) {
    if (line == null || !line.startsWith("ACK ")) {
      assertThat(line == null || !line.startsWith("REFUSED")).as(line).isTrue();
      return 0;
    }
    acknowledged.add(Integer.parseInt(line.substring(4)));
    return 1;
  }

  /** Commits that a seat has, after one through it so that it has caught up. */
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
    Map<Integer, Integer> rows = new HashMap<>();
    try (RowCursor cursor = state.tree().reader().read(scan)) {
      while (cursor.next()) {
        rows.merge((Integer) cursor.value(0) / CrashChild.ROWS, 1, Integer::sum);
      }
    }
    assertThat(rows.values()).as("a commit is there whole or not").containsOnly(CrashChild.ROWS);
    return List.copyOf(rows.keySet());
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
