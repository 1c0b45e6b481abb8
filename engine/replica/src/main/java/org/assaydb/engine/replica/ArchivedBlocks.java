package org.assaydb.engine.replica;

import java.util.List;
import java.util.Optional;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.store.FileBlockStore;
import org.assaydb.engine.replica.archive.Archive;
import org.assaydb.engine.replica.archive.NotEnoughShardsException;
import org.assaydb.engine.replica.scrub.PeerBlocks;
import org.assaydb.proofs.hash.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's blocks as consensus gives them to others: bodies that were unlinked are read back
 * from the archive, so that a replica that was away for long can still catch up; bodies that are
 * lost come from other replicas.
 */
final class ArchivedBlocks implements BlockStore {
  private static final Logger LOG = LoggerFactory.getLogger(ArchivedBlocks.class);

  private final FileBlockStore blocks;
  private final Archive archive;
  private final PeerBlocks peers;

  ArchivedBlocks(FileBlockStore blocks, Archive archive, PeerBlocks peers) {
    this.blocks = blocks;
    this.archive = archive;
    this.peers = peers;
  }

  /** The body is null only while too few peers hold their shards of it. */
  @Override
  public Optional<FinalBlock> get(long height) {
    return blocks.get(height).map(b -> b.body() == null ? restored(b) : b);
  }

  private FinalBlock restored(FinalBlock block) {
    if (!archive.isCoded(block.header().height())) {
      return ofOthers(block);
    }
    try {
      byte[] body = archive.readBody(block.header().height());
      return new FinalBlock(block.header(), body, block.certificate());
    } catch (NotEnoughShardsException e) {
      LOG.warn("block {}: {}", block.header().height(), e.getMessage());
      return ofOthers(block);
    }
  }

  private FinalBlock ofOthers(FinalBlock block) {
    byte[] body = peers.body(block.header()).orElse(null);
    return new FinalBlock(block.header(), body, block.certificate());
  }

  @Override
  public void putProposal(Message.Proposal proposal) {
    blocks.putProposal(proposal);
  }

  @Override
  public Optional<Message.Proposal> proposal(Digest headerHash) {
    return blocks.proposal(headerHash);
  }

  @Override
  public List<Message.Proposal> proposals() {
    return blocks.proposals();
  }

  @Override
  public void finalise(FinalBlock block) {
    blocks.finalise(block);
  }

  @Override
  public long lastFinal() {
    return blocks.lastFinal();
  }

  @Override
  public void unlinkBodies(long from, long to) {
    blocks.unlinkBodies(from, to);
  }

  @Override
  public void close() {
    blocks.close();
  }
}
