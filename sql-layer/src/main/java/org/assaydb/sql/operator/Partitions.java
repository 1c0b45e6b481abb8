package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.keys.RowBytes;
import org.assaydb.sql.spill.SpillFile;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Rows on disk, apart by a hash of their keys: equal keys are in the same partition. */
final class Partitions implements AutoCloseable {
  static final int COUNT = 16;

  /** Levels that have hash bits of their own. */
  static final int MOST_LEVELS = 6;

  private static final int BITS = 4;

  private final Workspace workspace;
  private final SpillFile file;
  private final RowBytes keyBytes;
  private final int level;
  private final SpilledRows[] parts = new SpilledRows[COUNT];

  /**
   * @param level 0, or one more than that of the partition whose rows are parted
   */
  Partitions(Workspace workspace, List<ValueType> keyTypes, int level) {
    this.workspace = workspace;
    this.file = workspace.openFile();
    this.keyBytes = new RowBytes(keyTypes);
    this.level = level;
    for (int p = 0; p < COUNT; p++) {
      parts[p] = new SpilledRows(file);
    }
  }

  void add(Batch batch, Vector[] keys) {
    for (int from = 0; from < batch.rows(); from += Batch.ROWS) {
      workspace.checkInterrupted();
      int count = Math.min(Batch.ROWS, batch.rows() - from);
      keyBytes.encode(keys, from, count);
      int[][] rows = new int[COUNT][];
      int[] counts = new int[COUNT];
      int[] part = new int[count];
      for (int i = 0; i < count; i++) {
        part[i] = (int) (keyBytes.hash(i) >>> 64 - BITS * (level + 1)) & COUNT - 1;
        counts[part[i]]++;
      }
      for (int p = 0; p < COUNT; p++) {
        rows[p] = new int[counts[p]];
        counts[p] = 0;
      }
      for (int i = 0; i < count; i++) {
        rows[part[i]][counts[part[i]]++] = from + i;
      }
      for (int p = 0; p < COUNT; p++) {
        if (counts[p] > 0) {
          parts[p].add(batch.gather(rows[p], counts[p]));
        }
      }
    }
  }

  SpilledRows part(int p) {
    return parts[p];
  }

  @Override
  public void close() {
    workspace.closeFile(file);
  }
}
