package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.malformed;
import static org.assaydb.proofs.VerificationException.require;
import static org.assaydb.proofs.vo.VoFormat.OPAQUE;
import static org.assaydb.proofs.vo.VoFormat.SHOWN;
import static org.assaydb.proofs.vo.VoFormat.SPLIT;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;

/**
 * Reads what a verification object shows of one run, from left to right, and recomputes its root.
 * Shapes follow from the number of leaves, which a digest binds, and positions from the counts of
 * the summaries, which their parents bind.
 */
final class RunTreeVerifier {
  private final ByteReader in;
  private final IndexSchema schema;
  private final RunDescriptor descriptor;
  private final long base;
  private final VerifiedTree tree;
  private final NodeTable nodes;
  private final TreeHasher hasher;
  private final List<VerifiedChunk> chunks = new ArrayList<>();
  private final List<VerifiedRun.Prefix> prefixes = new ArrayList<>();
  private long position;

  /**
   * @param tree to which the nodes of the run are added
   */
  RunTreeVerifier(
      ByteReader in,
      IndexSchema schema,
      RunDescriptor descriptor,
      TreeHasher hasher,
      VerifiedTree tree) {
    this.in = in;
    this.schema = schema;
    this.descriptor = descriptor;
    this.hasher = hasher;
    this.tree = tree;
    nodes = tree.nodes();
    base = descriptor.summary().minVersion().packed();
  }

  VerifiedRun verify() {
    int root = in.bool() ? opened() : closed();
    return new VerifiedRun(descriptor.summary(), tree, root, chunks, prefixes);
  }

  private int closed() {
    return tree.leaf(nodes.add(new TreeNode(descriptor.root(), descriptor.summary())));
  }

  private int opened() {
    int leaves = descriptor.leafCount();
    int root = schema.groupedParts() > 0 ? prefixes(leaves) : chunks(leaves);
    TreeNode top = nodes.node(root);
    require(top.digest().equals(descriptor.root()), ROOT_MISMATCH, "root of a run");
    boolean sameSummary = top.summary().equals(descriptor.summary());
    require(sameSummary, ROOT_MISMATCH, "summary of a run differs from its chunks");
    boolean shown = tree.isSplit(root) || !chunks.isEmpty() || !prefixes.isEmpty();
    require(shown, NONCANONICAL, "a run opened for nothing");
    return root;
  }

  /** A subtree over {@code leaves} prefixes. Depth is at most 31, as every step halves them. */
  private int prefixes(int leaves) {
    int form = form(leaves);
    if (form == OPAQUE) {
      return opaque(leaves);
    } else if (form == SHOWN) {
      return prefix();
    }
    int middle = (int) RfcTree.split(leaves);
    int left = prefixes(middle);
    int right = prefixes(leaves - middle);
    return tree.split(hasher.prefixNode(nodes, left, right), left);
  }

  private int prefix() {
    byte[] prefix = in.bytes(Key.MAX_BYTES, "prefix");
    int count = in.varintAtMost(Integer.MAX_VALUE, "chunk count");
    require(count >= 1, MALFORMED, "chunk count");
    long from = position;
    int below = chunks(count);
    prefixes.add(new VerifiedRun.Prefix(new Key(prefix), from, position));
    hasher.bindPrefix(prefix, count, nodes, below);
    tree.markPrefix(below);
    return below;
  }

  private int chunks(int leaves) {
    int form = form(leaves);
    if (form == OPAQUE) {
      return opaque(leaves);
    } else if (form == SHOWN) {
      return chunk();
    }
    int middle = (int) RfcTree.split(leaves);
    int left = chunks(middle);
    int right = chunks(leaves - middle);
    return tree.split(hasher.chunkNode(nodes, left, right), left);
  }

  private int chunk() {
    VerifiedChunk chunk = new ChunkVerifier(in, schema, base, hasher, tree).verify(position);
    chunks.add(chunk);
    pass(chunk.root());
    return chunk.root();
  }

  /** First byte of a node: a single leaf is shown or opaque, more of them split or opaque. */
  private int form(int leaves) {
    int form = in.u8();
    int opened = leaves == 1 ? SHOWN : SPLIT;
    if (form != OPAQUE && form != opened) {
      throw malformed("form of a node");
    }
    return form;
  }

  private int opaque(int leaves) {
    int node = tree.leaf(nodes.addShown(in, base));
    // Every leaf holds an entry; a node that claims fewer would shift all positions after it.
    require(nodes.count(node) >= leaves, MALFORMED, "fewer entries than leaves");
    pass(node);
    return node;
  }

  private void pass(int node) {
    position += nodes.count(node);
    require(position <= RunDescriptor.MAX_ENTRIES, MALFORMED, "entries of a run");
  }
}
