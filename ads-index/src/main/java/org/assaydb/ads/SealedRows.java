package org.assaydb.ads;

import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RunDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sealed chunk; fetches a group when one of its rows is asked for. Not thread safe: it
 * keeps the last group.
 */
final class SealedRows implements Rows {
  private static final int GROUP_ROWS = RunDescriptor.GROUP_ROWS;

  private final SealedRun run;
  private final int chunk;
  private final int size;
  private int openedGroup;
  private @Nullable RowsBlock opened;

  SealedRows(SealedRun run, int chunk) {
    this.run = run;
    this.chunk = chunk;
    size = (int) run.chunkNode(chunk).summary().count();
  }

  private RowsBlock at(int row) {
    return group(row / GROUP_ROWS);
  }

  private RowsBlock group(int group) {
    RowsBlock rows = opened;
    if (rows == null || group != openedGroup) {
      rows = run.group(chunk, group);
      opened = rows;
      openedGroup = group;
    }
    return rows;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] key(int row) {
    return at(row).key(row % GROUP_ROWS);
  }

  @Override
  public int compareKey(int row, byte[] key) {
    return at(row).compareKey(row % GROUP_ROWS, key);
  }

  @Override
  public int bytes(int row, boolean content) {
    return at(row).bytes(row % GROUP_ROWS, content);
  }

  @Override
  public long version(int row) {
    return at(row).version(row % GROUP_ROWS);
  }

  @Override
  public EntryKind kind(int row) {
    return at(row).kind(row % GROUP_ROWS);
  }

  @Override
  public Entry entry(int row) {
    return at(row).entry(row % GROUP_ROWS);
  }

  @Override
  public int lowerBound(byte[] key, long version) {
    int group = run.tile(chunk).groupFor(key, version);
    return group * GROUP_ROWS + group(group).lowerBound(key, version);
  }
}
