package org.assaydb.sql.subquery;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * The rows of an IN sub-query. IN is TRUE when a row equals the left side, else NULL when NULLs
 * keep a row from being known to differ, else FALSE (SQL:2016 8.4).
 */
final class InResult implements SubQueryResult {
  private final KeyTable rows;
  private final KeyTable rowsWithNulls;

  private InResult(KeyTable rows, KeyTable rowsWithNulls) {
    this.rows = rows;
    this.rowsWithNulls = rowsWithNulls;
  }

  /** {@code types}: of the columns, the same on both sides. */
  static InResult read(RowSource source, List<ValueType> types) {
    KeyTable whole = new KeyTable(types);
    KeyTable withNulls = new KeyTable(types);
    for (Batch batch = source.next(); batch != null; batch = source.next()) {
      int[] places = new int[batch.rows()];
      int count = 0;
      int last = places.length;
      for (int i = 0; i < batch.rows(); i++) {
        places[hasNull(batch.columns(), i) ? --last : count++] = i;
      }
      add(whole, count == batch.rows() ? batch : batch.gather(places, count));
      int[] rest = Arrays.copyOfRange(places, last, places.length);
      add(withNulls, batch.gather(rest, rest.length));
    }
    return new InResult(whole, withNulls);
  }

  private static void add(KeyTable table, Batch batch) {
    if (batch.rows() > 0) {
      table.number(batch.columns().toArray(new Vector[0]), batch.rows(), new int[batch.rows()]);
    }
  }

  private static boolean hasNull(List<Vector> columns, int row) {
    for (Vector column : columns) {
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void addTo(VectorBuilder out, Vector[] operands, int from, int to) {
    Vector[] left = new Vector[operands.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = operands[i].slice(from, to - from);
    }
    int[] found = new int[to - from];
    rows.find(left, found.length, found);
    List<Vector> sides = List.of(left);
    for (int i = 0; i < found.length; i++) {
      if (found[i] >= 0) {
        out.addBoolean(true);
      } else if (mayEqual(sides, i, rowsWithNulls)
          || (hasNull(sides, i) && mayEqual(sides, i, rows))) {
        out.addNull();
      } else {
        out.addBoolean(false);
      }
    }
  }

  /** Whether NULLs keep the left side from being known to differ from all rows of a table. */
  private static boolean mayEqual(List<Vector> left, int row, KeyTable table) {
    if (table.size() == 0) {
      return false;
    }
    Vector[] right = table.keys(0, table.size());
    for (int i = 0; i < table.size(); i++) {
      boolean differs = false;
      for (int c = 0; c < right.length && !differs; c++) {
        Object a = left.get(c).value(row);
        Object b = right[c].value(i);
        differs = a != null && b != null && !Objects.deepEquals(a, b);
      }
      if (!differs) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long sizeBytes() {
    return rows.sizeBytes() + rowsWithNulls.sizeBytes();
  }
}
