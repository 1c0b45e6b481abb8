package org.assaydb.proofs.ledger;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.tree.RfcTree;

/**
 * The RFC 6962 tree over header hashes: leaf h is H(BLOCK_LOG_LEAF, header hash of height h), leaf
 * 0 stands for the genesis and holds the chain id. A header of height h commits to the first h
 * leaves.
 *
 * <p>An instance is an append-only log that keeps the digests of all complete subtrees, level by
 * level, so that root and paths cost O(log n). Not thread safe.
 */
public final class BlockLog {
  private static final RfcTree TREE = new RfcTree(HashTag.BLOCK_LOG_NODE);

  /** levels.get(k).get(i) is the digest of leaves [i * 2^k, (i + 1) * 2^k), complete ones only. */
  private final List<DigestList> levels = new ArrayList<>();

  /** An empty log. */
  public BlockLog() {
    levels.add(new DigestList());
  }

  /** Number of leaves. */
  public long size() {
    return levels.get(0).size();
  }

  /** Appends the hash of the next height. */
  public void append(Digest headerHash) {
    Digest node = leaf(headerHash);
    int level = 0;
    levels.get(0).add(node);
    while ((levels.get(level).size() & 1) == 0) {
      DigestList nodes = levels.get(level);
      node = TREE.node(nodes.get(nodes.size() - 2), nodes.get(nodes.size() - 1));
      level++;
      if (levels.size() == level) {
        levels.add(new DigestList());
      }
      levels.get(level).add(node);
    }
  }

  /** Drops leaves until {@code size} are left: the blocks above were not finalised. */
  public void truncate(long size) {
    for (int level = 0; level < levels.size(); level++) {
      DigestList nodes = levels.get(level);
      long keep = size >> level;
      if (nodes.size() > keep) {
        nodes.truncate((int) keep);
      }
    }
  }

  /** Root over the first {@code size} >= 1 leaves. */
  public Digest root(long size) {
    return subtree(0, size);
  }

  /** Path of leaf {@code height} in the tree over the first {@code size} leaves, leaf first. */
  public List<Digest> prove(long height, long size) {
    if (height < 0 || height >= size || size > size()) {
      throw new IllegalArgumentException("leaf " + height + " of " + size);
    }
    List<Digest> path = new ArrayList<>();
    collect(0, size, height, path);
    return path;
  }

  private void collect(long from, long to, long height, List<Digest> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + RfcTree.split(to - from);
    if (height < middle) {
      collect(from, middle, height, path);
      path.add(subtree(middle, to));
    } else {
      collect(middle, to, height, path);
      path.add(subtree(from, middle));
    }
  }

  private Digest subtree(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return levels.get(level).get((int) (from >> level));
    }
    long middle = from + RfcTree.split(count);
    return TREE.node(subtree(from, middle), subtree(middle, to));
  }

  private static Digest leaf(Digest headerHash) {
    return Sha256.of(HashTag.BLOCK_LOG_LEAF, headerHash.toBytes());
  }

  /**
   * Root of a log of {@code size} leaves in which {@code headerHash} stands at {@code height}.
   *
   * @throws org.assaydb.proofs.VerificationException MALFORMED for a path of the wrong length
   */
  public static Digest rootFrom(Digest headerHash, long height, long size, List<Digest> path) {
    return TREE.rootFrom(leaf(headerHash), height, size, path);
  }
}
