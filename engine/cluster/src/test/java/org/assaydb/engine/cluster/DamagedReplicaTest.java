package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assaydb.engine.replica.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One replica's files are damaged: the others of the directory run, and the remedy works. */
final class DamagedReplicaTest {
  private static final long WAIT_SECONDS = 60;

  @TempDir Path directory;

  private static void awaitHeight(List<Replica> replicas, long height) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (replicas.stream().anyMatch(r -> r.chain().committed().height() < height)
        && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(replicas).allMatch(r -> r.chain().committed().height() >= height);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void theOthersRunAndAnEmptiedReplicaComesBack() throws Exception {
    Path damaged;
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      awaitHeight(cluster.runningReplicas(), 6);
      damaged = cluster.replicaDirectory(2);
    }
    byte[] votes = Files.readAllBytes(damaged.resolve("votes"));
    flip(damaged.resolve("votes"));
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      assertThat(cluster.failures()).containsOnlyKeys(2);
      assertThat(cluster.failures().get(2))
          .hasMessageContaining("replica 2")
          .hasMessageContaining("votes is damaged at byte");
      assertThat(cluster.endpoints()).hasSize(3);
      long height = cluster.replica(0).chain().committed().height();
      awaitHeight(cluster.runningReplicas(), height + 3);
      assertThatThrownBy(() -> cluster.restart(2)).isInstanceOf(ClusterException.class);
      Files.write(damaged.resolve("votes"), votes);
      for (String part : List.of("blocks", "state", "archive")) {
        delete(damaged.resolve(part));
      }
      cluster.restart(2);
      assertThat(cluster.failures()).isEmpty();
      awaitHeight(List.of(cluster.replica(2)), height + 3);
      assertThat(cluster.endpoints()).hasSize(4);
    }
  }

  /** Without headers, without a state, without both: what one lacks comes from the other. */
  @Test
  void headersAndStateAreMadeOfEachOther() throws Exception {
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      awaitHeight(cluster.runningReplicas(), 6);
    }
    for (int seat = 0; seat < 3; seat++) {
      Path replica = directory.resolve("replica-" + seat);
      if (seat != 1) {
        Files.delete(replica.resolve("blocks").resolve("chain.log"));
      }
      if (seat != 0) {
        Files.delete(replica.resolve("state").resolve("CURRENT"));
      }
    }
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      assertThat(cluster.failures()).isEmpty();
      awaitHeight(cluster.runningReplicas(), 9);
    }
  }

  /** Bodies that are coded and not unlinked yet are damaged on two replicas: a third has them. */
  @Test
  void twoReplicasThatLackTheSameBodiesGetThem() throws Exception {
    Cluster.Options options = ClusterTest.FAST.withArchive(200, 8);
    try (Cluster cluster = Cluster.start(directory, options)) {
      awaitHeight(cluster.runningReplicas(), 26);
    }
    for (int seat = 0; seat < 2; seat++) {
      Path blocks = directory.resolve("replica-" + seat).resolve("blocks");
      Path bodies = blocks.resolve("bodies-2.log");
      Files.delete(blocks.resolve("proposals.log")); // which has them too
      byte[] bytes = Files.readAllBytes(bodies);
      Arrays.fill(bytes, 8, bytes.length, (byte) 0);
      Files.write(bodies, bytes);
    }
    try (Cluster cluster = Cluster.start(directory, options)) {
      for (long height = 17; height <= 24; height++) {
        byte[] right = cluster.replica(2).blocks().get(height).orElseThrow().body();
        for (int seat = 0; seat < 2; seat++) {
          assertThat(cluster.replica(seat).archive().isCoded(height)).isTrue();
          assertThat(cluster.replica(seat).blocks().get(height).orElseThrow().body())
              .isEqualTo(right);
        }
      }
    }
  }

  @Test
  void whereNoReplicaCanBeOpenedTheStartFails() throws Exception {
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      awaitHeight(cluster.runningReplicas(), 3);
    }
    for (int seat = 0; seat < 4; seat++) {
      flip(directory.resolve("replica-" + seat).resolve("votes"));
    }
    assertThatThrownBy(() -> Cluster.start(directory, Cluster.Options.defaults()))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("votes is damaged");
  }
}
