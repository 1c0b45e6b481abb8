package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;

/** A chunk of a sealed run for the witness; fetches its parts when they are asked for. */
final class SealedChunk implements ChunkSource {
  private final SealedRun run;
  private final int ordinal;

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
  public TreeNode groups(int from, int to) {
    return run.tile(ordinal).groups().node(from, to);
  }

  @Override
  public Digest rows(int group, int from, int to) {
    int first = group * RunDescriptor.GROUP_ROWS;
    return TreeShape.rowsRoot(run.rowDigests(ordinal), first, from, to);
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
