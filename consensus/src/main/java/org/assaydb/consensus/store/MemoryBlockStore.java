package org.assaydb.consensus.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;

/** Blocks without a disk, for simulations and tests. */
public final class MemoryBlockStore implements BlockStore {
  private final Map<Digest, Message.Proposal> proposals = new LinkedHashMap<>();
  private final List<FinalBlock> blocks = new ArrayList<>();

  @Override
  public synchronized void putProposal(Message.Proposal proposal) {
    proposals.putIfAbsent(proposal.header().hash(), proposal);
  }

  @Override
  public synchronized Optional<Message.Proposal> proposal(Digest headerHash) {
    return Optional.ofNullable(proposals.get(headerHash));
  }

  @Override
  public synchronized List<Message.Proposal> proposals() {
    return proposals.values().stream()
        .sorted(Comparator.comparingLong(p -> p.header().slot()))
        .toList();
  }

  @Override
  public synchronized void finalise(FinalBlock block) {
    if (block.header().height() != lastFinal() + 1) {
      throw new IllegalArgumentException("height " + block.header().height());
    }
    blocks.add(block);
    proposals.values().removeIf(p -> p.header().slot() <= block.header().slot());
  }

  @Override
  public synchronized long lastFinal() {
    return blocks.size();
  }

  @Override
  public synchronized Optional<FinalBlock> get(long height) {
    return height < 1 || height > blocks.size()
        ? Optional.empty()
        : Optional.of(blocks.get((int) height - 1));
  }

  @Override
  public synchronized void unlinkBodies(long from, long to) {
    for (long h = Math.max(1, from); h < Math.min(to, lastFinal() + 1); h++) {
      FinalBlock old = blocks.get((int) h - 1);
      blocks.set((int) h - 1, new FinalBlock(old.header(), null, old.certificate()));
    }
  }

  @Override
  public void close() {}
}
