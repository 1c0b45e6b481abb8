package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;

/**
 * A chunk of a sealed run for the witness; fetches its parts when they are asked for. Not thread
 * safe: it keeps the last group.
 */
final class SealedChunk implements ChunkSource {
  private static final TreeLevels<TreeNode> NONE =
      TreeLevels.of(new TreeNode[1], (left, right) -> left);

  private final SealedRun run;
  private final int ordinal;
  private int openedGroup = -1;

  /** Nodes below the group read last. */
  private TreeLevels<TreeNode> opened = NONE;

  SealedChunk(SealedRun run, int ordinal) {
    this.run = run;
    this.ordinal = ordinal;
  }

  @Override
  public Summary summary() {
    return run.chunkNode(ordinal).summary();
  }

  @Override
  public boolean columnar() {
    return true;
  }

  @Override
  public int columnCount() {
    return run.columnCount();
  }

  @Override
  public TreeNode rows(int from, int to) {
    int group = from / RunDescriptor.GROUP_ROWS;
    int first = group * RunDescriptor.GROUP_ROWS;
    int count = (int) summary().count();
    int size = RunDescriptor.rowsInGroup(count, group);
    if (from == first && to - from >= size) {
      return run.tile(ordinal).groups().node(group, RunDescriptor.groupsInChunk(to));
    }
    if (openedGroup != group) {
      opened = run.group(ordinal, first, first + size);
      openedGroup = group;
    }
    return opened.node(from - first, to - first);
  }

  @Override
  public Entry entry(int row) {
    return run.rows(ordinal).entry(row);
  }

  @Override
  public Digest columns(int from, int to) {
    return run.tile(ordinal).columns().node(from, to);
  }

  @Override
  public byte[] column(int position) {
    return run.columns(ordinal)[position];
  }
}
