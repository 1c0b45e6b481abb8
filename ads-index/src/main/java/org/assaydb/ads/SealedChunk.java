package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a sealed run for the witness; fetches its parts when they are asked for. Not thread
 * safe: it keeps the last block of rows whose nodes are not stored.
 */
final class SealedChunk implements ChunkSource {
  private final SealedRun run;
  private final int ordinal;
  private int openedBlock;
  private @Nullable RowLevels opened;

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
    RowLevels stored = run.tile(ordinal).rows();
    if (stored.holds(from, to)) {
      return stored.node(from, to);
    }
    int block = from / ChunkTile.BLOCK_ROWS;
    RowLevels below = opened;
    if (below == null || openedBlock != block) {
      below = run.block(ordinal, block);
      opened = below;
      openedBlock = block;
    }
    int first = block * ChunkTile.BLOCK_ROWS;
    return below.node(from - first, to - first);
  }

  @Override
  public Entry entry(int row) {
    int group = row / RunDescriptor.GROUP_ROWS;
    return run.group(ordinal, group).entry(row % RunDescriptor.GROUP_ROWS);
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
