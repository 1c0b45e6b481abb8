package org.assaydb.sql.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** ARRAY_AGG: all values as the rows come; NULL for no rows. */
final class ArrayAccumulator implements Accumulator {
  /** A list, an object and a reference, roughly. */
  private static final int ELEMENT_BYTES = 40;

  private final boolean ignoreNulls;
  private final List<List<@Nullable Object>> lists = new ArrayList<>();
  private long elements;

  ArrayAccumulator(boolean ignoreNulls) {
    this.ignoreNulls = ignoreNulls;
  }

  @Override
  public void grow(int groups) {
    while (lists.size() < groups) {
      lists.add(new ArrayList<>(0));
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      if (!ignoreNulls || !arguments[0].isNull(i)) {
        lists.get(groups[i]).add(arguments[0].value(i));
        elements++;
      }
    }
  }

  @Override
  public Vector result(int from, int count) {
    @Nullable Object[] results = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> list = lists.get(from + i);
      results[i] = list.isEmpty() ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }
    return new ObjectVector(results, count);
  }

  @Override
  public long sizeBytes() {
    return ELEMENT_BYTES * (lists.size() + elements);
  }
}
