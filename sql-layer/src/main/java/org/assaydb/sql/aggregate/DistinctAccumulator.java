package org.assaydb.sql.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** DISTINCT: hands on the first row of each group with the same arguments. */
final class DistinctAccumulator implements Accumulator {
  private final Accumulator inner;
  private final int keys;
  private final KeyTable rows;

  /**
   * @param arguments types of the leading columns that are compared
   */
  DistinctAccumulator(Accumulator inner, List<ValueType> arguments) {
    this.inner = inner;
    this.keys = arguments.size();
    Stream<ValueType> group = Stream.of(ValueType.of(ValueType.Kind.INTEGER));
    this.rows = new KeyTable(Stream.concat(group, arguments.stream()).toList());
  }

  @Override
  public void grow(int groups) {
    inner.grow(groups);
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    Vector[] key = new Vector[keys + 1];
    long[] group = new long[count];
    for (int i = 0; i < count; i++) {
      group[i] = groups[i];
    }
    key[0] = new LongVector(group, count, null);
    System.arraycopy(arguments, 0, key, 1, keys);
    int known = rows.size();
    int[] ids = new int[count];
    rows.number(key, count, ids);
    int[] places = new int[rows.size() - known];
    int[] groupsOfNew = new int[places.length];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (ids[i] == known + n) {
        places[n] = i;
        groupsOfNew[n++] = groups[i];
      }
    }
    if (n > 0) {
      Vector[] taken =
          Arrays.stream(arguments).map(a -> a.gather(places, places.length)).toArray(Vector[]::new);
      inner.add(taken, groupsOfNew, n);
    }
  }

  @Override
  public Vector result(int from, int count) {
    return inner.result(from, count);
  }

  @Override
  public long sizeBytes() {
    return inner.sizeBytes() + rows.sizeBytes();
  }
}
