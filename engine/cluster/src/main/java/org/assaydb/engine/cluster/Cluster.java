package org.assaydb.engine.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.assaydb.ads.StorageException;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.node.InProcessTransport;
import org.assaydb.engine.replica.Replica;
import org.assaydb.engine.replica.scrub.Finding;
import org.assaydb.engine.replica.server.ReplicaServer;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.ValidatorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All replicas of a chain in this JVM, on one directory: real consensus over an in-process
 * transport, real TLS servers on loopback. A directory is made at its first start and continued at
 * every later one. Thread safe.
 */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  private final Options options;
  private final ClusterFiles files;
  private final InProcessTransport network = new InProcessTransport();
  private final AtomicReferenceArray<Replica> replicas;
  private final InetSocketAddress[] addresses;
  private final Map<Integer, ClusterException> failures = new ConcurrentHashMap<>();
  private final ExecutorService archiveMail;

  /**
   * How to run.
   *
   * @param replicas number of validators, at least 4; must agree with an existing directory
   * @param basePort port of replica 0, the others follow; 0 for free ones
   * @param archiveWindow blocks kept whole before archiving; of a new chain only
   * @param segmentBlocks blocks per archive segment; of a new chain only
   * @param dishonesty wraps the responder of a seat in tests and drills; the honest one as it is in
   *     production
   */
  public record Options(
      int replicas,
      int basePort,
      int archiveWindow,
      int segmentBlocks,
      Timing timing,
      BiFunction<ValidatorId, Responder, Responder> dishonesty) {

    /** Four honest replicas on free ports. */
    public static Options defaults() {
      return new Options(4, 0, 256, 64, Timing.DEFAULT, (seat, honest) -> honest);
    }

    public Options withReplicas(int count) {
      return new Options(count, basePort, archiveWindow, segmentBlocks, timing, dishonesty);
    }

    public Options withBasePort(int port) {
      return new Options(replicas, port, archiveWindow, segmentBlocks, timing, dishonesty);
    }

    public Options withArchive(int window, int segment) {
      return new Options(replicas, basePort, window, segment, timing, dishonesty);
    }

    public Options withTiming(Timing other) {
      return new Options(replicas, basePort, archiveWindow, segmentBlocks, other, dishonesty);
    }

    public Options withDishonesty(BiFunction<ValidatorId, Responder, Responder> wrapper) {
      return new Options(replicas, basePort, archiveWindow, segmentBlocks, timing, wrapper);
    }
  }

  /**
   * Opens and starts all replicas. One whose own files are damaged does not run, see {@link
   * #failures()}; the others do.
   *
   * @throws ClusterException when the directory is in use, damaged or of another size, a port is
   *     taken, or no replica can be opened
   */
  public static Cluster start(Path directory, Options options) {
    ClusterFiles.Settings settings =
        new ClusterFiles.Settings(
            options.replicas(),
            options.archiveWindow(),
            options.segmentBlocks(),
            System.currentTimeMillis());
    Cluster cluster = new Cluster(options, ClusterFiles.open(directory, settings));
    boolean started = false;
    try {
      for (int seat = 0; seat < options.replicas(); seat++) {
        cluster.openOrNote(seat);
      }
      cluster.loadAll();
      cluster.runningReplicas().forEach(Replica::start);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private Cluster(Options options, ClusterFiles files) {
    this.options = options;
    this.files = files;
    this.replicas = new AtomicReferenceArray<>(options.replicas());
    this.addresses = new InetSocketAddress[options.replicas()];
    this.archiveMail =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "archive-mail");
              thread.setDaemon(true);
              return thread;
            });
    for (int seat = 0; seat < addresses.length; seat++) {
      int port = options.basePort() == 0 ? 0 : options.basePort() + seat;
      addresses[seat] = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
  }

  private void openOrNote(int seat) {
    try {
      open(seat);
    } catch (ClusterException e) {
      note(seat, e);
    }
  }

  /** What one lacks the others give, once they have loaded theirs: so it gets a second turn. */
  private void loadAll() {
    List<Integer> again = new ArrayList<>();
    for (int seat = 0; seat < replicas.length(); seat++) {
      try {
        if (replicas.get(seat) != null) {
          load(seat);
        }
      } catch (ClusterException e) {
        again.add(seat);
      }
    }
    for (int seat : again) {
      try {
        load(seat);
      } catch (ClusterException e) {
        stop(seat);
        note(seat, e);
      }
    }
  }

  private void load(int seat) {
    try {
      replica(seat).load();
    } catch (RuntimeException e) { // as in open
      throw new ClusterException("replica " + seat + " cannot start: " + e.getMessage(), e);
    }
  }

  private void note(int seat, ClusterException failure) {
    failures.put(seat, failure);
    if (failure.getCause() instanceof BindException || failures.size() == replicas.length()) {
      throw failure;
    }
    LOG.error("{}; the others run without it", failure.getMessage());
  }

  /** Replicas that could not be opened, by seat, with the file and what to do. */
  public Map<Integer, ClusterException> failures() {
    return Map.copyOf(failures);
  }

  private void open(int seat) {
    ValidatorId id = new ValidatorId(seat);
    LocalPeers peers = new LocalPeers(id, this::running, archiveMail, replicas.length());
    try {
      Replica replica =
          Replica.open(
              new Replica.Parts(
                  files.replicaDirectory(seat),
                  files.genesis(),
                  id,
                  files.secret(seat),
                  options.timing(),
                  network.endpoint(id),
                  peers,
                  peers,
                  addresses[seat],
                  ReplicaServer.Limits.ofHeap(Runtime.getRuntime().maxMemory() / replicas.length()),
                  transaction -> forward(seat, transaction),
                  honest -> options.dishonesty().apply(id, honest)));
      replicas.set(seat, replica);
      addresses[seat] = replica.address();
    } catch (IOException e) {
      throw new ClusterException("replica " + seat + " cannot start: " + e.getMessage(), e);
    } catch (ClusterException e) {
      throw e;
    } catch (IllegalArgumentException e) { // what Netty says of keys and certificates
      throw new ClusterException(
          "replica " + seat + ": " + e.getMessage() + ": restore it from a backup", e);
    } catch (UncheckedIOException | VerificationException e) {
      Throwable said = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
      throw new ClusterException(
          "replica " + seat + " cannot read its files: " + said.getMessage(), e);
    } catch (StorageException e) {
      throw new ClusterException(
          "replica " + seat + " cannot open its storage: " + e.getMessage(), e);
    } catch (RuntimeException e) { // whatever one replica meets, the others run without it
      throw new ClusterException("replica " + seat + " cannot be opened: " + e, e);
    }
  }

  private void forward(int from, SignedTransaction transaction) {
    for (int seat = 0; seat < replicas.length(); seat++) {
      if (seat != from) {
        running(new ValidatorId(seat)).ifPresent(r -> r.offer(transaction));
      }
    }
  }

  private Optional<Replica> running(ValidatorId seat) {
    return Optional.ofNullable(replicas.get(seat.seat()));
  }

  public Genesis genesis() {
    return files.genesis();
  }

  /** The replica of a running seat. */
  public Replica replica(int seat) {
    Replica replica = replicas.get(seat);
    if (replica == null) {
      throw new IllegalStateException("replica " + seat + " is stopped");
    }
    return replica;
  }

  /** Those that run, by seat. */
  public List<Replica> runningReplicas() {
    List<Replica> running = new ArrayList<>();
    for (int seat = 0; seat < replicas.length(); seat++) {
      running(new ValidatorId(seat)).ifPresent(running::add);
    }
    return running;
  }

  public int size() {
    return replicas.length();
  }

  /** Addresses of all seats, stopped ones included; without those that never had a port. */
  public List<InetSocketAddress> endpoints() {
    return Arrays.stream(addresses).filter(a -> a.getPort() != 0).toList();
  }

  /** File with the genesis, the trust anchor of clients. */
  public Path genesisFile() {
    return files.genesisFile();
  }

  /** PEM file of the authority of the servers' certificates. */
  public Path caFile() {
    return files.caFile();
  }

  /** Genesis, keys and certificates that are damaged; the genesis is repaired. */
  List<Finding> damagedIdentities() {
    return IdentityCheck.of(files);
  }

  /** Directory of one replica. */
  public Path replicaDirectory(int seat) {
    return files.replicaDirectory(seat);
  }

  /** Cuts a replica off from the others, or connects it again. */
  public void setCutOff(int seat, boolean cutOff) {
    network.setCutOff(new ValidatorId(seat), cutOff);
  }

  /** Stops one replica; the others go on if they are a quorum. */
  public synchronized void stop(int seat) {
    Replica replica = replicas.getAndSet(seat, null);
    if (replica != null) {
      replica.close();
    }
  }

  /** Starts a stopped replica again, on the same port. */
  public synchronized void restart(int seat) {
    if (replicas.get(seat) == null) {
      open(seat);
      try {
        load(seat);
      } catch (ClusterException e) {
        stop(seat);
        throw e;
      }
      failures.remove(seat);
      replica(seat).start();
    }
  }

  /** Stops all replicas and releases the directory. */
  @Override
  public synchronized void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (int seat = 0; seat < replicas.length(); seat++) {
      try {
        stop(seat);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    archiveMail.shutdown();
    try {
      archiveMail.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    files.close();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
