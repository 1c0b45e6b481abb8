package org.assaydb.proofs.read;

import java.util.Arrays;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a scan of one run takes from rows [from, to) of a chunk: per key the newest version at or
 * below the snapshot, unless it is a DELETE.
 *
 * @param batch null when no row is taken
 * @param last key whose further versions, in the next chunk, are superseded; null when none of the
 *     last key's versions was visible yet
 * @param passed whether rows were looked at
 */
record BatchRows(@Nullable RowBatch batch, @Nullable Key last, boolean passed) {
  static final BatchRows NONE = new BatchRows(null, null, false);

  static BatchRows of(ChunkColumns chunk, int from, int to, Version snapshot) {
    SystemColumn system = chunk.system();
    if (system.allLive(snapshot)) {
      RowBatch batch = new RowBatch(chunk, from, to - from, null);
      return new BatchRows(batch, system.key(to - 1), true);
    }
    int[] taken = new int[to - from];
    int rows = 0;
    boolean decided = false;
    for (int row = from; row < to; row++) {
      decided &= row > from && system.keys().sameAsPrevious(row);
      if (!decided && system.version(row) <= snapshot.packed()) {
        decided = true;
        if (system.kind(row).isPut()) {
          taken[rows++] = row;
        }
      }
    }
    RowBatch batch = rows == 0 ? null : new RowBatch(chunk, 0, rows, Arrays.copyOf(taken, rows));
    return new BatchRows(batch, decided ? system.key(to - 1) : null, true);
  }
}
