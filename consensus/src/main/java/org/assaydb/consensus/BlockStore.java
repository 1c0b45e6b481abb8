package org.assaydb.consensus;

import java.util.List;
import java.util.Optional;
import org.assaydb.proofs.hash.Digest;

/**
 * Blocks of one replica: proposals until one of their height is final, finalised blocks by height.
 * Whatever a method returned from is on disk. Safe for one writer and many readers. Failures of the
 * disk are {@link java.io.UncheckedIOException}.
 */
public interface BlockStore extends AutoCloseable {
  /** Stores a proposal; synced on return. Storing it again changes nothing. */
  void putProposal(Message.Proposal proposal);

  /** A proposal not yet finalised or dropped. */
  Optional<Message.Proposal> proposal(Digest headerHash);

  /** All proposals kept, by slot. */
  List<Message.Proposal> proposals();

  /**
   * Appends the block of height {@link #lastFinal()} + 1; synced on return. Proposals of slots up
   * to its own are dropped.
   *
   * @throws IllegalArgumentException for any other height
   */
  void finalise(FinalBlock block);

  /** Greatest finalised height, 0 for none. */
  long lastFinal();

  /** The finalised block at {@code height}, empty above {@link #lastFinal()} and for 0. */
  Optional<FinalBlock> get(long height);

  /**
   * Drops bodies of final heights in [from, to), never others; headers and certificates stay. A
   * store may keep those of file groups that the range covers in part.
   */
  void unlinkBodies(long from, long to);

  @Override
  void close();
}
