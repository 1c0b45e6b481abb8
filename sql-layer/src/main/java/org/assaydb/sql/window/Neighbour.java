package org.assaydb.sql.window;

import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * LAG and LEAD: the value so many rows before or after in the partition, or a default. A negative
 * offset looks to the other side, a NULL one gives NULL.
 *
 * @param columns value, offset and default; the latter two may be missing
 */
record Neighbour(boolean lead, boolean ignoreNulls, int[] columns, Layout layout)
    implements WindowFunction {
  @Override
  public Vector evaluate(WindowRows rows, Frames frames) {
    Vector values = rows.batch.column(columns[0]);
    WholeNumbers offsets =
        columns.length > 1 ? new WholeNumbers(rows.batch.column(columns[1])) : null;
    Vector defaults = columns.length > 2 ? rows.batch.column(columns[2]) : null;
    ValuePlaces places = new ValuePlaces(values, rows.size, ignoreNulls);
    VectorBuilder builder = new VectorBuilder(layout);
    for (int i = 0; i < rows.size; i++) {
      if (offsets != null && offsets.isNull(i)) {
        builder.addNull();
        continue;
      }
      int place = place(rows, places, i, offsets == null ? 1 : offsets.get(i));
      if (place >= 0) {
        builder.addFrom(values, place);
      } else if (defaults != null) {
        builder.addFrom(defaults, i);
      } else {
        builder.addNull();
      }
    }
    return builder.build();
  }

  /** The row that is looked for; -1 when there is none. */
  private int place(WindowRows rows, ValuePlaces places, int row, long offset) {
    if (offset == 0) {
      return row;
    }
    boolean after = lead == offset > 0;
    // The least number has no counterpart; both are beyond any partition.
    long distance = offset == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(offset);
    int from = after ? row + 1 : rows.partitionStart[row];
    int count = places.count(from, after ? rows.partitionEnd[row] : row);
    if (distance > count) {
      return -1;
    }
    return places.nth(from, (int) (after ? distance - 1 : count - distance));
  }
}
