package org.assaydb.sql.operator;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.keys.RowBytes;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.spill.SpillFile;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Rows of a grouping set in a file, parted by a hash of their keys. */
final class AggregatePlanPartitions implements AutoCloseable {
  /** How often rows are parted before the groups are made whatever the memory. */
  static final int LEVELS = 12;

  private static final int BITS = 4;
  private static final int FLUSH_ROWS = 512;

  private final AggregatePlan plan;
  private final int set;
  private final int level;
  private final Evaluation evaluation;
  private final SpillFile file;
  private final SpilledRows[] rows = new SpilledRows[1 << BITS];
  private final RowStore[] buffers = new RowStore[1 << BITS];
  private int next;

  AggregatePlanPartitions(AggregatePlan plan, int set, int level, Evaluation evaluation) {
    this.plan = plan;
    this.set = set;
    this.level = level;
    this.evaluation = evaluation;
    file = evaluation.workspace().openFile();
    for (int p = 0; p < rows.length; p++) {
      rows[p] = new SpilledRows(file);
      buffers[p] = emptyBuffer();
    }
  }

  private RowStore emptyBuffer() {
    return new RowStore(plan.inputs().get(0).types());
  }

  void add(Batch batch, AggregatePlanGroups groups) {
    RowBytes bytes = new RowBytes(groups.keyTypes());
    bytes.encode(groups.keys(batch), 0, batch.rows());
    int[][] places = new int[rows.length][batch.rows()];
    int[] counts = new int[rows.length];
    for (int i = 0; i < batch.rows(); i++) {
      // The upper bits: tables use the lower ones.
      int p = (int) (bytes.hash(i) >>> 64 - BITS * (level + 1)) & rows.length - 1;
      places[p][counts[p]++] = i;
    }
    for (int p = 0; p < rows.length; p++) {
      if (counts[p] > 0) {
        buffers[p].add(batch.gather(places[p], counts[p]));
        if (buffers[p].rows() >= FLUSH_ROWS) {
          flush(p);
        }
      }
    }
  }

  private void flush(int partition) {
    rows[partition].add(buffers[partition].build());
    buffers[partition] = emptyBuffer();
  }

  /** The groups of the next partition that has rows; null when there is none. */
  @Nullable AggregatePlanGroups nextGroups() {
    while (next < rows.length) {
      int partition = next++;
      if (buffers[partition].rows() > 0) {
        flush(partition);
      }
      if (rows[partition].rows() > 0) {
        return groupsOf(rows[partition]);
      }
    }
    return null;
  }

  private AggregatePlanGroups groupsOf(SpilledRows partition) {
    AggregatePlanGroups groups = new AggregatePlanGroups(plan, set, level + 1, evaluation);
    SpilledRows.Reader reader = partition.read();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      evaluation.checkInterrupted();
      groups.add(new AggregatePlanFeed(plan, batch));
    }
    return groups;
  }

  @Override
  public void close() {
    evaluation.workspace().closeFile(file);
  }
}
