package org.assaydb.consensus.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Roots;
import org.jspecify.annotations.Nullable;

/**
 * The blocks above the final one that a validator knows, and how far each has come: known, valid,
 * stored, applied. Work that is asked for once is not asked for again.
 */
final class BlockTree {
  /** A block with its progress. */
  static final class Node {
    final BlockHeader header;
    final byte[] body;
    final Digest hash;

    /** As its leader sent it; null for a block that came as part of the final chain. */
    final Message.@Nullable Proposal proposal;

    boolean validating;
    @Nullable Boolean valid;
    boolean storing;
    boolean stored;
    boolean applying;
    @Nullable Roots roots;

    Node(BlockHeader header, byte[] body, Message.@Nullable Proposal proposal) {
      this.header = header;
      this.body = body;
      this.proposal = proposal;
      this.hash = header.hash();
    }

    BlockHeader header() {
      return header;
    }
  }

  private final Map<Digest, Node> nodes = new HashMap<>();
  private ParentRef tip;

  BlockTree(ParentRef tip) {
    this.tip = tip;
  }

  /** The newest final block. */
  ParentRef tip() {
    return tip;
  }

  Node add(Message.Proposal proposal) {
    return add(new Node(proposal.header(), proposal.body(), proposal));
  }

  /** A block of the final chain. */
  Node add(Message.Proposed block) {
    return add(new Node(block.header(), block.body(), null));
  }

  private Node add(Node node) {
    return nodes.computeIfAbsent(node.hash, h -> node);
  }

  Optional<Node> get(Digest hash) {
    return Optional.ofNullable(nodes.get(hash));
  }

  /** Whether a block's state is there to build on. */
  boolean isApplied(Digest hash) {
    Node node = nodes.get(hash);
    return hash.equals(tip.hash()) || node != null && node.roots != null;
  }

  /** Reference to an applied block. */
  Optional<ParentRef> applied(Digest hash) {
    if (hash.equals(tip.hash())) {
      return Optional.of(tip);
    }
    return get(hash)
        .filter(n -> n.roots != null)
        .map(n -> new ParentRef(n.header().height(), n.header().slot(), hash, n.header().timeMs()));
  }

  /** Known blocks from the one above the tip to this one; empty when one in between is unknown. */
  Optional<List<Node>> pathTo(Digest hash) {
    Deque<Node> path = new ArrayDeque<>();
    Digest at = hash;
    while (!at.equals(tip.hash())) {
      Node node = nodes.get(at);
      if (node == null || node.header().height() <= tip.height()) {
        return Optional.empty();
      }
      path.addFirst(node);
      at = node.header().parentHash();
    }
    return Optional.of(new ArrayList<>(path));
  }

  /** The nearest ancestor of a block, or itself, that is not known. */
  Digest firstUnknown(Digest hash) {
    Digest at = hash;
    for (Node node = nodes.get(at); node != null; node = nodes.get(at)) {
      at = node.header().parentHash();
    }
    return at;
  }

  /** Moves the tip up by one block and drops what does not descend from it. */
  void finalise(Node block) {
    BlockHeader header = block.header();
    tip = new ParentRef(header.height(), header.slot(), block.hash, header.timeMs());
    nodes.values().removeIf(n -> n.header().slot() <= tip.slot());
  }
}
