package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a sealed run for the witness; fetches its parts when they are asked for and keeps what
 * is asked for again. Not thread safe.
 */
final class SealedChunk implements ChunkSource {
  private final SealedRun run;
  private final int ordinal;
  private @Nullable ChunkTile tile;
  private int openedBlock;
  private @Nullable OpenedBlock opened;

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
  public int valueColumnCount() {
    return run.schema().valueTypes().size();
  }

  private ChunkTile tile() {
    if (tile == null) {
      tile = run.tile(ordinal);
    }
    return tile;
  }

  private OpenedBlock block(int block) {
    if (opened == null || openedBlock != block) {
      opened = run.block(ordinal, block);
      openedBlock = block;
    }
    return opened;
  }

  @Override
  public TreeNode rows(int from, int to) {
    RowLevels stored = tile().rows();
    if (stored.holds(from, to)) {
      return stored.node(from, to);
    }
    int block = from / ChunkTile.BLOCK_ROWS;
    int first = block * ChunkTile.BLOCK_ROWS;
    return block(block).rows(from - first, to - first);
  }

  @Override
  public Digest valueDigest(int row) {
    return block(row / ChunkTile.BLOCK_ROWS).valueDigest(row % ChunkTile.BLOCK_ROWS);
  }

  private RowsBlock group(int row) {
    return run.group(ordinal, row / RunDescriptor.GROUP_ROWS);
  }

  @Override
  public Entry entry(int row) {
    return group(row).entry(row % RunDescriptor.GROUP_ROWS);
  }

  @Override
  public byte[] key(int row) {
    return group(row).key(row % RunDescriptor.GROUP_ROWS);
  }

  @Override
  public Digest columns() {
    return tile().columns().root();
  }

  @Override
  public Digest valueColumns(int from, int to) {
    return tile().columns().values(from, to);
  }

  @Override
  public byte[] column(int position) {
    return run.columns(ordinal)[position];
  }
}
