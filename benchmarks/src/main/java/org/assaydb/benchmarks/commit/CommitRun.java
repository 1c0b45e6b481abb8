package org.assaydb.benchmarks.commit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.assaydb.benchmarks.ingest.ProcessUse;
import org.assaydb.engine.cluster.Cluster;

/** Runs the clients of one case after the other against a cluster. Not thread safe. */
final class CommitRun {
  private final Cluster cluster;
  private final Path directory;
  private final int running;
  private long acknowledged;
  private long unknown;

  /**
   * @param running seats from 0 that are not stopped
   */
  CommitRun(Cluster cluster, Path directory, int running) {
    this.cluster = cluster;
    this.directory = directory;
    this.running = running;
  }

  /** The running replicas; connections begin with different ones. */
  String url(int connection) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < running; i++) {
      int port = cluster.endpoints().get((connection + i) % running).getPort();
      hosts.append(i == 0 ? "" : ",").append("127.0.0.1:").append(port);
    }
    return "jdbc:assay://"
        + hosts
        + "/?genesis="
        + cluster.genesisFile()
        + "&tlsCa="
        + cluster.caFile()
        + "&trustDir="
        + directory.resolve("client");
  }

  /** Rows that the last case's clients were told to be committed. */
  long acknowledged() {
    return acknowledged;
  }

  /** Rows of the last case whose commit failed, perhaps in the last moment. */
  long unknown() {
    return unknown;
  }

  CommitFigures measure(CommitCase of, CommitTable table, CommitBench.Times times)
      throws IOException, InterruptedException {
    CommitClient.Signals signals =
        new CommitClient.Signals(
            new CountDownLatch(of.connections()), new LongAdder(), new AtomicBoolean());
    ExecutorService clients = Executors.newFixedThreadPool(of.connections());
    try {
      List<Future<CommitClient.Result>> futures = new ArrayList<>();
      for (int c = 0; c < of.connections(); c++) {
        futures.add(clients.submit(new CommitClient(url(c), table, c, of.batch(), signals)));
      }
      signals.begun().await();
      TimeUnit.SECONDS.sleep(times.warmUpSeconds());
      return window(of, times, signals, futures);
    } finally {
      signals.stop().set(true);
      clients.shutdown();
    }
  }

  private CommitFigures window(
      CommitCase of,
      CommitBench.Times times,
      CommitClient.Signals signals,
      List<Future<CommitClient.Result>> futures)
      throws IOException, InterruptedException {
    try (SyncRecording syncs = new SyncRecording()) {
      long height = cluster.replica(0).chain().committed().height();
      long cpu = ProcessUse.cpuNanos();
      long start = System.nanoTime();
      await(times.seconds(), signals, futures);
      long end = System.nanoTime();
      cpu = ProcessUse.cpuNanos() - cpu;
      height = cluster.replica(0).chain().committed().height() - height;
      Map<String, Long> synced = syncs.stop(directory);
      signals.stop().set(true);
      Map<String, Integer> errors = new TreeMap<>();
      List<CommitClient.Result> results = results(futures, errors);
      acknowledged = results.stream().mapToLong(CommitClient.Result::rows).sum();
      unknown = results.stream().mapToLong(CommitClient.Result::unknownRows).sum();
      long[] latencies = CommitFigures.within(results, start, end);
      return new CommitFigures(
          of,
          (end - start) / 1e9,
          latencies,
          (long) latencies.length * of.batch(),
          cpu,
          height,
          synced,
          errors);
    }
  }

  /** So many seconds, and until something was committed in them, as long as somebody tries. */
  private static void await(
      int seconds, CommitClient.Signals signals, List<Future<CommitClient.Result>> futures)
      throws InterruptedException {
    long before = signals.acknowledged().sum();
    TimeUnit.SECONDS.sleep(seconds);
    while (signals.acknowledged().sum() == before && !futures.stream().allMatch(Future::isDone)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static List<CommitClient.Result> results(
      List<Future<CommitClient.Result>> futures, Map<String, Integer> errors)
      throws InterruptedException {
    List<CommitClient.Result> results = new ArrayList<>();
    for (Future<CommitClient.Result> future : futures) {
      try {
        CommitClient.Result result = future.get();
        results.add(result);
        result.errors().forEach((error, n) -> errors.merge(error, n, Integer::sum));
      } catch (ExecutionException e) {
        errors.merge(String.valueOf(e.getCause()), 1, Integer::sum);
      }
    }
    return results;
  }
}
