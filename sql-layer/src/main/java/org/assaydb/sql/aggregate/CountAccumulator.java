package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;

/** COUNT: rows all of whose arguments have a value. */
final class CountAccumulator implements MergeableAccumulator {
  private long[] counts = new long[0];

  @Override
  public void grow(int groups) {
    if (groups > counts.length) {
      counts = Arrays.copyOf(counts, Growth.room(groups, counts.length));
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    long[] valid = null;
    for (Vector argument : arguments) {
      valid = Validity.and(valid, argument.validity(), count);
    }
    long[] perGroup = counts;
    if (valid == null) {
      for (int i = 0; i < count; i++) {
        perGroup[groups[i]]++;
      }
    } else {
      for (int i = 0; i < count; i++) {
        perGroup[groups[i]] += valid[i >>> 6] >>> i & 1;
      }
    }
  }

  @Override
  public void add(Vector[] arguments, GroupedRows rows) {
    long[] sizes = mayHaveNulls(arguments) ? null : rows.sizes();
    if (sizes == null) {
      add(arguments, rows.groups(), rows.count());
      return;
    }
    for (int group = 0; group < sizes.length; group++) {
      counts[group] += sizes[group];
    }
  }

  private static boolean mayHaveNulls(Vector[] arguments) {
    for (Vector argument : arguments) {
      if (argument.mayHaveNulls()) {
        return true;
      }
    }
    return false;
  }

  long get(int group) {
    return counts[group];
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    counts[group] += ((CountAccumulator) from).counts[fromGroup];
  }

  @Override
  public Vector result(int from, int count) {
    return new LongVector(Arrays.copyOfRange(counts, from, from + count), count, null);
  }

  @Override
  public long sizeBytes() {
    return 8L * counts.length;
  }
}
