package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.NodeLevel;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;

/**
 * A chunk of run 0: one group of at most 64 rows, without column chunks. Immutable. Its entries are
 * shared with the chunks of earlier heights that replicas keep readable.
 */
final class Run0Chunk implements Rows, ChunkSource {
  private final Entry[] entries;
  private final NodeLevel leaves;
  private final RowLevels tree;
  private final TreeNode node;

  Run0Chunk(Entry[] entries, NodeLevel leaves, TreeShape shape) {
    this.entries = entries;
    this.leaves = leaves;
    tree = new RowLevels(shape, leaves, 0, entries.length);
    node = shape.memoryChunk(tree.root());
  }

  TreeNode node() {
    return node;
  }

  Digest digest(int row) {
    return Digest.read(leaves.digests(), row * Digest.SIZE_BYTES);
  }

  /** Nodes of the rows themselves. */
  NodeLevel leaves() {
    return leaves;
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public byte[] key(int row) {
    return entries[row].key().bytes();
  }

  @Override
  public long version(int row) {
    return entries[row].version().packed();
  }

  @Override
  public EntryKind kind(int row) {
    return entries[row].kind();
  }

  @Override
  public Entry entry(int row) {
    return entries[row];
  }

  /** Whether the first row stands at or before (key, version). */
  boolean beginsAtOrBefore(byte[] key, long version) {
    int order = compareKey(0, key);
    return order < 0 || (order == 0 && version(0) >= version);
  }

  /** Whether the first row stands at or before {@code entry}. */
  boolean beginsAtOrBefore(Entry entry) {
    return beginsAtOrBefore(entry.key().bytes(), entry.version().packed());
  }

  @Override
  public Summary summary() {
    return node.summary();
  }

  @Override
  public boolean columnar() {
    return false;
  }

  @Override
  public int columnCount() {
    return 0;
  }

  @Override
  public TreeNode rows(int from, int to) {
    return tree.node(from, to);
  }

  @Override
  public Digest columns(int from, int to) {
    throw new IllegalStateException("run 0 has no column chunks");
  }

  @Override
  public byte[] column(int position) {
    throw new IllegalStateException("run 0 has no column chunks");
  }
}
