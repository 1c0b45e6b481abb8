package org.assaydb.engine.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StorageException;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.consensus.Ports;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.node.Clocks;
import org.assaydb.consensus.node.ConsensusNode;
import org.assaydb.consensus.store.FileBlockStore;
import org.assaydb.consensus.store.FileEvidenceLog;
import org.assaydb.consensus.store.FileVoteLog;
import org.assaydb.engine.replica.archive.Archive;
import org.assaydb.engine.replica.archive.ArchivePeers;
import org.assaydb.engine.replica.archive.BodySource;
import org.assaydb.engine.replica.archive.NotEnoughShardsException;
import org.assaydb.engine.replica.chain.ArchiveRoots;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.chain.ConsensusApplication;
import org.assaydb.engine.replica.chain.SubmissionException;
import org.assaydb.engine.replica.scrub.PeerBlocks;
import org.assaydb.engine.replica.scrub.RepairPeers;
import org.assaydb.engine.replica.scrub.Scrubber;
import org.assaydb.engine.replica.server.ChainResponder;
import org.assaydb.engine.replica.server.ReplicaServer;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica: storage, chain, consensus, archive and server, wired here and nowhere else. Opened
 * (durable state is there, finalised blocks above it are replayed by {@link #start}), started,
 * closed in the opposite order.
 */
public final class Replica implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private static final long CODER_SECONDS = 60;

  private static final Clocks CLOCKS =
      new Clocks(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System::currentTimeMillis);

  private final ValidatorId seat;
  private final DiskUsage disk;
  private final StateDirectory state;
  private final IndexStore indexes;
  private final FileBlockStore blocks;
  private final FileVoteLog votes;
  private final FileEvidenceLog evidence;
  private final Chain chain;
  private final Archive archive;
  private final ExecutorService coder;
  private final ConsensusNode node;
  private final ReplicaServer server;
  private final Scrubber scrubber;

  /**
   * Everything that a replica is made of from outside.
   *
   * @param limits what clients may use
   * @param forward hands a submitted transaction to the other replicas
   * @param dishonesty wraps the honest responder; the identity in production
   */
  public record Parts(
      Path directory,
      Genesis genesis,
      ValidatorId seat,
      byte[] secret,
      Timing timing,
      Transport transport,
      ArchivePeers archivePeers,
      RepairPeers repairPeers,
      InetSocketAddress address,
      ReplicaServer.Limits limits,
      Consumer<SignedTransaction> forward,
      UnaryOperator<Responder> dishonesty) {}

  /** Opens storage and binds the server's port. */
  public static Replica open(Parts parts) throws IOException {
    return new Replica(parts);
  }

  private Replica(Parts parts) throws IOException {
    seat = parts.seat();
    Path directory = parts.directory();
    disk = new DiskUsage(directory);
    state = new StateDirectory(directory);
    coder = Executors.newSingleThreadExecutor(task -> thread("archive-" + seat.seat(), task));
    try (Opened opened = new Opened()) {
      StateDirectory.Contents stored = state.open(parts.genesis());
      indexes = opened.add(stored.indexes(), IndexStore::close);
      PeerBlocks source =
          new PeerBlocks(
              stored.ledger(), parts.repairPeers(), seat, parts.genesis().validators().size());
      blocks =
          opened.add(
              FileBlockStore.open(
                  directory.resolve("blocks"), parts.genesis().segmentBlocks(), source),
              BlockStore::close);
      votes =
          opened.add(
              FileVoteLog.open(directory.resolve("votes"), blocks.lastFinal() == 0),
              VoteLog::close);
      evidence =
          opened.add(FileEvidenceLog.open(directory.resolve("evidence")), EvidenceLog::close);
      archive =
          new Archive(
              directory.resolve("archive"),
              parts.genesis(),
              seat,
              parts.secret(),
              new StoredBodies(blocks),
              parts.archivePeers(),
              coder);
      Scrubber.Files files = new Scrubber.Files(indexes, blocks, votes, evidence, archive, state);
      scrubber = new Scrubber("scrub-" + seat.seat(), files, source, CLOCKS, stored.found());
      chain =
          new Chain(
              parts.genesis(), stored.ledger(), new ArchiveOfChain(archive), CLOCKS.monotonicMs());
      node =
          new ConsensusNode(
              parts.genesis(),
              parts.secret(),
              parts.timing(),
              new Ports(
                  new ConsensusApplication(chain, seat),
                  new ArchivedBlocks(blocks, archive, source),
                  votes,
                  evidence,
                  parts.transport()),
              CLOCKS);
      Responder honest =
          new ChainResponder(
              chain, seat.seat(), t -> submitted(t, parts.forward()), this::status, evidence::all);
      server =
          opened.add(
              ReplicaServer.start(
                  "replica-" + seat.seat(),
                  parts.address(),
                  new ReplicaServer.Identity(
                      directory.resolve("tls.pem"), directory.resolve("tls.key")),
                  parts.limits(),
                  parts.dishonesty().apply(watched(honest))),
              ReplicaServer::close);
      opened.keep();
    }
  }

  private Responder watched(Responder honest) {
    return (request, memory) ->
        honest
            .respond(request, memory)
            .whenComplete(
                (response, thrown) -> {
                  if (response instanceof Response.Failure failure
                      && failure.code() == FailureCode.CORRUPTION) {
                    scrubber.damageMet();
                  }
                });
  }

  private void submitted(SignedTransaction transaction, Consumer<SignedTransaction> forward) {
    node.submitHint();
    forward.accept(transaction);
  }

  /**
   * Reads what is archived; between {@link #open} and {@link #start}. The other replicas of this
   * process should be open: what is damaged here comes from those that have loaded theirs. May be
   * tried again.
   *
   * @throws IllegalStateException naming a file that is damaged, and what to do
   */
  public void load() {
    archive.load();
  }

  /** Replays finalised blocks that the state lacks, then takes part in consensus. */
  public void start() {
    node.start();
    scrubber.start();
  }

  /** The body of a final block for a replica that lost it; empty when it cannot be read here. */
  public Optional<byte[]> bodyForPeer(long height) {
    try {
      Optional<byte[]> own = blocks.ownBody(height);
      boolean isCoded = own.isEmpty() && height >= 1 && archive.isCoded(height);
      return isCoded ? Optional.of(archive.codedBody(height)) : own;
    } catch (NotEnoughShardsException e) {
      return Optional.empty();
    }
  }

  /** Rows of a chunk for a replica that lost them; empty when there is no such run here. */
  public Optional<List<byte[]>> chunkForPeer(IndexId index, Digest run, int chunk) {
    return indexes.chunk(index, run, chunk);
  }

  /** Checks and repairs this replica's files. */
  public Scrubber scrubber() {
    return scrubber;
  }

  /** A transaction that a client submitted to another replica. Any thread. */
  public void offer(SignedTransaction transaction) {
    try {
      chain.offer(transaction);
      node.submitHint();
    } catch (SubmissionException refused) {
      LOG.debug("forwarded transaction refused: {}", refused.getMessage());
    }
  }

  public ValidatorId seat() {
    return seat;
  }

  /** Where this replica's server listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  public Chain chain() {
    return chain;
  }

  public Archive archive() {
    return archive;
  }

  /** Finalised blocks with their bodies, as far as they are not archived. */
  public BlockStore blocks() {
    return blocks;
  }

  /** Why consensus stopped by itself; empty while it runs. */
  public Optional<Throwable> failure() {
    return node.failure();
  }

  /** Why the last background merge of runs failed; empty when it went well. */
  public Optional<StorageException> mergeFailure() {
    return indexes.mergeFailure();
  }

  /** Figures for people, as JSON. */
  public String status() {
    return StatusReport.of(this, disk);
  }

  @Override
  public void close() {
    server.close();
    node.close();
    scrubber.close();
    chain.stop();
    endCoding();
    votes.close();
    evidence.close();
    blocks.close();
    indexes.close();
    node.failure().ifPresent(state::rebuildAfter);
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The segment in hand is coded to its end: its bodies come from the store that is closed next.
   */
  private void endCoding() {
    coder.shutdown();
    try {
      if (!coder.awaitTermination(CODER_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the archive still codes a segment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bodies of final blocks for the archive. */
  private record StoredBodies(FileBlockStore blocks) implements BodySource {
    @Override
    public Optional<byte[]> body(long height) {
      return blocks.get(height).map(b -> b.body());
    }

    @Override
    public Optional<Digest> archiveRoot(long height) {
      return blocks.header(height).map(BlockHeader::archiveRoot);
    }

    @Override
    public void unlinkBodies(long fromHeight, long toHeight) {
      blocks.unlinkBodies(fromHeight, toHeight);
    }
  }

  private record ArchiveOfChain(Archive archive) implements ArchiveRoots {
    @Override
    public Digest rootAt(long height) {
      return archive.rootAt(height);
    }

    @Override
    public void finalised(long height) {
      archive.finalised(height);
    }
  }
}
