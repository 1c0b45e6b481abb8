package org.assaydb.engine.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.assaydb.engine.replica.Replica;
import org.assaydb.engine.replica.archive.ArchivePeers;
import org.assaydb.engine.replica.archive.Custody;
import org.assaydb.engine.replica.archive.SegmentCommitment;
import org.assaydb.engine.replica.archive.Shard;
import org.assaydb.engine.replica.scrub.RepairPeers;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.schema.IndexId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other replicas of this JVM, as archive and repair see them. Statements travel on a thread of
 * their own: an archive announces while it holds its lock.
 */
final class LocalPeers implements ArchivePeers, RepairPeers {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPeers.class);

  private final ValidatorId self;
  private final Function<ValidatorId, Optional<Replica>> running;
  private final ExecutorService mail;
  private final int size;

  LocalPeers(
      ValidatorId self,
      Function<ValidatorId, Optional<Replica>> running,
      ExecutorService mail,
      int size) {
    this.self = self;
    this.running = running;
    this.mail = mail;
    this.size = size;
  }

  @Override
  public void announce(Custody custody) {
    try {
      mail.execute(() -> deliver(custody));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("custody statement dropped: the cluster stops");
    }
  }

  private void deliver(Custody custody) {
    for (int seat = 0; seat < size; seat++) {
      ValidatorId to = new ValidatorId(seat);
      if (!to.equals(self)) {
        try {
          running.apply(to).ifPresent(r -> r.archive().custody(custody));
        } catch (VerificationException e) {
          LOG.warn("custody statement of {} refused: {}", self, e.getMessage());
        }
      }
    }
  }

  @Override
  public void ask(long segment, Set<ValidatorId> seats) {
    try {
      seats.forEach(seat -> mail.execute(() -> collect(segment, seat)));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("nobody is asked for custody: the cluster stops");
    }
  }

  private void collect(long segment, ValidatorId from) {
    Optional<Custody> statement = running.apply(from).flatMap(r -> r.archive().ownCustody(segment));
    try {
      statement.ifPresent(s -> running.apply(self).ifPresent(r -> r.archive().custody(s)));
    } catch (VerificationException e) {
      LOG.warn("custody statement of {} refused: {}", from, e.getMessage());
    }
  }

  @Override
  public Optional<SegmentCommitment> commitment(ValidatorId seat, long segment) {
    return running.apply(seat).flatMap(r -> r.archive().commitment(segment));
  }

  @Override
  public Optional<byte[]> body(ValidatorId seat, long height) {
    return running.apply(seat).flatMap(r -> r.bodyForPeer(height));
  }

  @Override
  public Optional<List<byte[]>> chunk(ValidatorId seat, IndexId index, Digest run, int chunk) {
    return running.apply(seat).flatMap(r -> r.chunkForPeer(index, run, chunk));
  }

  @Override
  public Optional<Shard> request(ValidatorId seat, long segment) {
    return running.apply(seat).flatMap(r -> r.archive().shard(segment));
  }
}
