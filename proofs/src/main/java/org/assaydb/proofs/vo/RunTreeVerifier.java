package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.malformed;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
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
  private final Version base;
  private final TreeHasher hasher = new TreeHasher();
  private final ChunkVerifier chunkVerifier;
  private final List<VerifiedChunk> chunks = new ArrayList<>();
  private final List<VerifiedRun.Prefix> prefixes = new ArrayList<>();
  private long position;

  RunTreeVerifier(ByteReader in, IndexSchema schema, RunDescriptor descriptor) {
    this.in = in;
    this.schema = schema;
    this.descriptor = descriptor;
    base = descriptor.summary().minVersion();
    chunkVerifier = new ChunkVerifier(in, schema, base, hasher);
  }

  VerifiedRun verify() {
    TreeNode bound = new TreeNode(descriptor.root(), descriptor.summary());
    VerifiedNode top = VerifiedNode.leaf(bound, 0);
    if (in.bool()) {
      boolean grouped = schema.groupedParts() > 0;
      top = grouped ? prefixes(descriptor.leafCount()) : chunks(descriptor.leafCount());
      require(top.node().digest().equals(bound.digest()), ROOT_MISMATCH, "root of a run");
      boolean sameSummary = top.summary().equals(bound.summary());
      require(sameSummary, ROOT_MISMATCH, "summary of a run differs from its chunks");
      boolean opened = top.isSplit() || !chunks.isEmpty() || !prefixes.isEmpty();
      require(opened, NONCANONICAL, "a run opened for nothing");
    }
    return new VerifiedRun(top, chunks, prefixes);
  }

  /** A subtree over {@code leaves} prefixes. Depth is at most 31, as every step halves them. */
  private VerifiedNode prefixes(int leaves) {
    int form = form(leaves);
    if (form == RunTreeWriter.OPAQUE) {
      return opaque(leaves);
    } else if (form == RunTreeWriter.SHOWN) {
      return prefix();
    }
    int middle = (int) RfcTree.split(leaves);
    VerifiedNode left = prefixes(middle);
    VerifiedNode right = prefixes(leaves - middle);
    return VerifiedNode.split(hasher.prefixNode(left.node(), right.node()), left, right);
  }

  private VerifiedNode prefix() {
    byte[] prefix = in.bytes(Key.MAX_BYTES, "prefix");
    int count = in.varintAtMost(Integer.MAX_VALUE, "chunk count");
    require(count >= 1, MALFORMED, "chunk count");
    VerifiedNode below = chunks(count);
    prefixes.add(new VerifiedRun.Prefix(new Key(prefix), below.from(), below.to()));
    return below.ofPrefix(hasher.prefix(prefix, count, below.node()));
  }

  private VerifiedNode chunks(int leaves) {
    int form = form(leaves);
    if (form == RunTreeWriter.OPAQUE) {
      return opaque(leaves);
    } else if (form == RunTreeWriter.SHOWN) {
      VerifiedNode chunk = chunkVerifier.verify(position, chunks);
      pass(chunk.node());
      return chunk;
    }
    int middle = (int) RfcTree.split(leaves);
    VerifiedNode left = chunks(middle);
    VerifiedNode right = chunks(leaves - middle);
    return VerifiedNode.split(hasher.chunkNode(left.node(), right.node()), left, right);
  }

  /** First byte of a node: a single leaf is shown or opaque, more of them split or opaque. */
  private int form(int leaves) {
    int form = in.u8();
    int opened = leaves == 1 ? RunTreeWriter.SHOWN : RunTreeWriter.SPLIT;
    if (form != RunTreeWriter.OPAQUE && form != opened) {
      throw malformed("form of a node");
    }
    return form;
  }

  private VerifiedNode opaque(int leaves) {
    TreeNode node = TreeNode.decode(in, schema, base);
    // Every leaf holds an entry; a node that claims fewer would shift all positions after it.
    require(node.summary().count() >= leaves, MALFORMED, "fewer entries than leaves");
    VerifiedNode opaque = VerifiedNode.leaf(node, position);
    pass(node);
    return opaque;
  }

  private void pass(TreeNode node) {
    position += node.summary().count();
    require(position <= RunDescriptor.MAX_ENTRIES, MALFORMED, "entries of a run");
  }
}
