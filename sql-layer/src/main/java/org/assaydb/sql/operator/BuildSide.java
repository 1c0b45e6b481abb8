package org.assaydb.sql.operator;

import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Rows of a join's build side in memory, by key. First rows are added, then it is built. */
final class BuildSide {
  /** Bytes a row beside its columns and key: its key's number, its place by key. */
  private static final int PLACE_BYTES = 8;

  private final JoinSides sides;
  private final List<Expression> keys;
  private final Evaluation evaluation;
  private final RowStore store;
  private final KeyTable table;
  private int[] keyIds = new int[0];
  private int[] ids = new int[0];
  private @Nullable Batch rows;

  /** Where the rows of each key begin among {@link #places}; one more at the end. */
  private int[] starts = new int[1];

  /** Rows by key, in order; null when each row has a key of its own, and the same number. */
  private int @Nullable [] places;

  private final @Nullable UnknownKeys unknown;

  /**
   * @param types of the columns of the rows
   */
  BuildSide(JoinSides sides, List<ValueType> types, Evaluation evaluation) {
    this.sides = sides;
    this.keys = sides.buildKeys;
    this.evaluation = evaluation;
    this.store = new RowStore(types);
    this.table = new KeyTable(Batches.types(keys));
    this.unknown = sides.hasUnknown() ? new UnknownKeys(sides) : null;
  }

  void add(Batch batch) {
    int count = batch.rows();
    int from = store.rows();
    store.add(batch);
    Vector[] values = Batches.evaluate(keys, batch, evaluation);
    if (ids.length < count) {
      ids = new int[count];
    }
    table.number(values, count, ids);
    if (keyIds.length < from + count) {
      keyIds = Arrays.copyOf(keyIds, Math.max(from + count, from + (from >> 1)));
    }
    System.arraycopy(ids, 0, keyIds, from, count);
    for (int k = 0; k < values.length; k++) {
      if (sides.nulls.get(k) != JoinKey.Nulls.EQUAL && values[k].mayHaveNulls()) {
        for (int i = 0; i < count; i++) {
          if (values[k].isNull(i)) {
            keyIds[from + i] = -1;
          }
        }
      }
    }
    if (unknown != null) {
      unknown.add(values, count);
    }
  }

  long sizeBytes() {
    return store.sizeBytes()
        + table.sizeBytes()
        + (long) PLACE_BYTES * store.rows()
        + (unknown == null ? 0 : unknown.sizeBytes());
  }

  int rowCount() {
    return store.rows();
  }

  /** Ends adding. */
  void build() {
    int count = store.rows();
    rows = store.build();
    if (unknown != null) {
      unknown.build();
    }
    if (table.size() == count && allHaveKeys(count)) {
      return;
    }
    starts = new int[table.size() + 1];
    places = group(keyIds, count, starts);
  }

  private boolean allHaveKeys(int count) {
    for (int i = 0; i < count; i++) {
      if (keyIds[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Rows grouped by the numbers of their keys, in order within a group; those of -1 are left out.
   *
   * @param starts as long as there are keys plus one; receives where the groups begin
   */
  static int[] group(int[] keyIds, int count, int[] starts) {
    int known = 0;
    for (int i = 0; i < count; i++) {
      if (keyIds[i] >= 0) {
        starts[keyIds[i]]++;
        known++;
      }
    }
    int at = known;
    for (int id = starts.length - 1; id >= 0; id--) {
      at -= starts[id];
      starts[id] = at + starts[id];
    }
    int[] places = new int[known];
    for (int i = count - 1; i >= 0; i--) {
      if (keyIds[i] >= 0) {
        places[--starts[keyIds[i]]] = i;
      }
    }
    return places;
  }

  Batch rows() {
    if (rows == null) {
      throw new IllegalStateException("not built");
    }
    return rows;
  }

  /**
   * Finds, for each row of a batch of the probe side, where its matches by key lie: from {@code
   * from} to before {@code to}, see {@link #place}.
   */
  void find(Vector[] probeKeys, int count, int[] from, int[] to) {
    table.find(probeKeys, count, from);
    boolean unique = places == null;
    for (int i = 0; i < count; i++) {
      int id = from[i];
      if (id < 0) {
        from[i] = 0;
        to[i] = 0;
      } else {
        from[i] = unique ? id : starts[id];
        to[i] = unique ? id + 1 : starts[id + 1];
      }
    }
  }

  /** The rows at the places that {@link #find} gives; null when a place is its row. */
  int @Nullable [] places() {
    return places;
  }

  @Nullable UnknownKeys unknown() {
    return unknown;
  }
}
