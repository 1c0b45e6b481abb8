package org.assaydb.sql.keys;

import java.util.List;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/**
 * Gives each distinct row of some key columns a number: 0, 1, 2 ... in the order of first sight.
 * NULL equals NULL. Decimals of a column have one scale. Not thread safe.
 *
 * <p>It begins in the fastest form that the types allow; forms that bet on small values (see {@link
 * PackedKeys}) give way to the general one at the first row that does not fit.
 */
public final class KeyTable {
  private final List<ValueType> types;
  private KeyIndex index;

  /** {@code types} may be empty: then all rows are equal. */
  public KeyTable(List<ValueType> types) {
    this.types = List.copyOf(types);
    this.index = indexFor(this.types);
  }

  private static KeyIndex indexFor(List<ValueType> types) {
    if (types.size() == 1 && LongKeys.carries(types.get(0))) {
      return new LongKeys();
    }
    PackedLayout packed = PackedLayout.of(types);
    return packed != null ? new PackedKeys(packed) : new ByteKeys(types);
  }

  /**
   * Numbers of the first {@code rows} rows; rows not seen before are added.
   *
   * @param ids receives the numbers
   */
  public void number(Vector[] keys, int rows, int[] ids) {
    if (!index.number(keys, rows, ids)) {
      generalize();
      index.number(keys, rows, ids);
    }
  }

  /** Like {@link #number}, but a row not seen before has the number -1 and is not added. */
  public void find(Vector[] keys, int rows, int[] ids) {
    if (!index.find(keys, rows, ids)) {
      generalize();
      index.find(keys, rows, ids);
    }
  }

  private void generalize() {
    ByteKeys general = new ByteKeys(types);
    int[] ids = new int[1024];
    for (int from = 0; from < index.size(); from += ids.length) {
      int count = Math.min(ids.length, index.size() - from);
      general.number(index.keys(from, count), count, ids);
    }
    index = general;
  }

  /** How many distinct rows were numbered. */
  public int size() {
    return index.size();
  }

  /** The key columns of the rows with the numbers from {@code from} on. */
  public Vector[] keys(int from, int count) {
    return index.keys(from, count);
  }

  /** Bytes of memory taken, roughly. */
  public long sizeBytes() {
    return index.sizeBytes();
  }
}
