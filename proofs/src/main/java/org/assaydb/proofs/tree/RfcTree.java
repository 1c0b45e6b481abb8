package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * The tree shape of RFC 6962, section 2.1: a list of n leaves splits at the largest power of two
 * below n; no leaf is ever doubled. This class serves the lists of the ledger (transactions,
 * receipts, block log, shards, state), whose leaves are digests already tagged as leaves; inner
 * nodes are H(nodeTag, left, right). An empty list has the root H(EMPTY_LIST, nodeTag).
 */
public final class RfcTree {
  private final HashTag nodeTag;

  public RfcTree(HashTag nodeTag) {
    this.nodeTag = nodeTag;
  }

  /** Where a list of {@code size} >= 2 leaves splits. */
  public static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  public Digest node(Digest left, Digest right) {
    byte[] in = new byte[2 * Digest.SIZE_BYTES];
    left.write(in, 0);
    right.write(in, Digest.SIZE_BYTES);
    return Sha256.of(nodeTag, in);
  }

  public Digest root(List<Digest> leaves) {
    return leaves.isEmpty()
        ? Sha256.of(HashTag.EMPTY_LIST, new byte[] {nodeTag.value()})
        : subtree(leaves, 0, leaves.size());
  }

  private Digest subtree(List<Digest> leaves, int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = from + (int) split(to - from);
    return node(subtree(leaves, from, middle), subtree(leaves, middle, to));
  }

  /** Sibling digests from the leaf upwards. */
  public List<Digest> prove(List<Digest> leaves, int index) {
    List<Digest> path = new ArrayList<>();
    collect(leaves, 0, leaves.size(), index, path);
    return path;
  }

  private void collect(List<Digest> leaves, int from, int to, int index, List<Digest> path) {
    if (to - from == 1) {
      return;
    }
    int middle = from + (int) split(to - from);
    if (index < middle) {
      collect(leaves, from, middle, index, path);
      path.add(subtree(leaves, middle, to));
    } else {
      collect(leaves, middle, to, index, path);
      path.add(subtree(leaves, from, middle));
    }
  }

  /**
   * Root of a list of {@code size} leaves in which {@code leaf} stands at {@code index}, by a path
   * of exactly the right length (RFC 9162, section 2.1.3.2). Index and size come from the trusted
   * side.
   */
  public Digest rootFrom(Digest leaf, long index, long size, List<Digest> path) {
    require(index >= 0 && index < size, MALFORMED, "leaf index outside its tree");
    long fn = index;
    long sn = size - 1;
    Digest node = leaf;
    for (Digest sibling : path) {
      require(sn != 0, MALFORMED, "path too long");
      if ((fn & 1) == 1 || fn == sn) {
        node = node(sibling, node);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        node = node(node, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    require(sn == 0, MALFORMED, "path too short");
    return node;
  }
}
