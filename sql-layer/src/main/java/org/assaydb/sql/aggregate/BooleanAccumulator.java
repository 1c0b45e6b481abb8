package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** EVERY (BOOL_AND) and SOME (BOOL_OR): NULLs do not count. */
final class BooleanAccumulator implements MergeableAccumulator {
  private final boolean every;
  private boolean[] seenTrue = new boolean[0];
  private boolean[] seenFalse = new boolean[0];

  BooleanAccumulator(boolean every) {
    this.every = every;
  }

  @Override
  public void grow(int groups) {
    if (groups > seenTrue.length) {
      seenTrue = Arrays.copyOf(seenTrue, Growth.room(groups, seenTrue.length));
      seenFalse = Arrays.copyOf(seenFalse, seenTrue.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    BooleanVector column = (BooleanVector) arguments[0];
    for (int i = 0; i < count; i++) {
      if (!column.isNull(i)) {
        (column.get(i) ? seenTrue : seenFalse)[groups[i]] = true;
      }
    }
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    BooleanAccumulator other = (BooleanAccumulator) from;
    seenTrue[group] |= other.seenTrue[fromGroup];
    seenFalse[group] |= other.seenFalse[fromGroup];
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(Layout.BOOLEAN);
    for (int group = from; group < from + count; group++) {
      if (seenTrue[group] || seenFalse[group]) {
        builder.addBoolean(every ? !seenFalse[group] : seenTrue[group]);
      } else {
        builder.addNull();
      }
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 2L * seenTrue.length;
  }
}
