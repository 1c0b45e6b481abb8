package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/**
 * The second look of an anti join with keys whose NULLs are UNKNOWN: pairs of rows one of which has
 * NULL in such a key. Build rows are grouped by the other, sure keys; in each group those with a
 * NULL come first, so that a probe row without NULL is compared with them alone.
 */
final class UnknownKeys {
  private final JoinSides sides;
  private final RowStore keyStore;
  private final KeyTable sureTable;

  /** Twice the number of the sure keys, plus one for rows without NULL; -1 for no match at all. */
  private int[] groups = new int[0];

  private int[] starts = new int[1];
  private int[] places = new int[0];
  private Batch keys = new Batch(0);

  UnknownKeys(JoinSides sides) {
    this.sides = sides;
    List<ValueType> types = Batches.types(sides.buildKeys);
    this.keyStore = new RowStore(types);
    List<ValueType> sure = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      if (!sides.isUnknown(k)) {
        sure.add(types.get(k));
      }
    }
    this.sureTable = new KeyTable(sure);
  }

  private Vector[] sure(Vector[] values) {
    List<Vector> sure = new ArrayList<>();
    for (int k = 0; k < values.length; k++) {
      if (!sides.isUnknown(k)) {
        sure.add(values[k]);
      }
    }
    return sure.toArray(new Vector[0]);
  }

  private boolean hasUnknown(Vector[] values, int row) {
    for (int k = 0; k < values.length; k++) {
      if (sides.isUnknown(k) && values[k].isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private boolean canMatch(Vector[] values, int row) {
    for (int k = 0; k < values.length; k++) {
      if (sides.nulls.get(k) == JoinKey.Nulls.NO_MATCH && values[k].isNull(row)) {
        return false;
      }
    }
    return true;
  }

  void add(Vector[] values, int count) {
    int from = keyStore.rows();
    keyStore.add(new Batch(count, values));
    int[] ids = new int[count];
    sureTable.number(sure(values), count, ids);
    if (groups.length < from + count) {
      groups = Arrays.copyOf(groups, Math.max(from + count, from + (from >> 1)));
    }
    for (int i = 0; i < count; i++) {
      groups[from + i] = canMatch(values, i) ? 2 * ids[i] + (hasUnknown(values, i) ? 0 : 1) : -1;
    }
  }

  void build() {
    keys = keyStore.build();
    starts = new int[2 * sureTable.size() + 1];
    places = BuildSide.group(groups, keys.rows(), starts);
  }

  long sizeBytes() {
    return keyStore.sizeBytes() + sureTable.sizeBytes() + 8L * groups.length;
  }

  int[] places() {
    return places;
  }

  /** Like {@link BuildSide#find}, of the pairs to be compared by {@link #canBeEqual}. */
  void find(Vector[] probeKeys, int count, int[] from, int[] to) {
    sureTable.find(sure(probeKeys), count, from);
    for (int i = 0; i < count; i++) {
      int id = from[i];
      if (id < 0 || !canMatch(probeKeys, i)) {
        from[i] = 0;
        to[i] = 0;
      } else {
        from[i] = starts[2 * id];
        to[i] = starts[2 * id + (hasUnknown(probeKeys, i) ? 2 : 1)];
      }
    }
  }

  /** Whether all keys of a pair are equal or unknown; the sure ones are known to be equal. */
  boolean canBeEqual(Vector[] probeKeys, int probeRow, int buildRow) {
    for (int k = 0; k < probeKeys.length; k++) {
      Vector build = keys.column(k);
      if (sides.isUnknown(k)
          && !probeKeys[k].isNull(probeRow)
          && !build.isNull(buildRow)
          && RowOrder.compareValues(probeKeys[k], probeRow, build, buildRow) != 0) {
        return false;
      }
    }
    return true;
  }
}
