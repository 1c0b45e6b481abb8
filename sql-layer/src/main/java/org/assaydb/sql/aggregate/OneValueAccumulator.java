package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The first value that a group has. ANY_VALUE passes over NULLs; SINGLE_VALUE takes the value of
 * the one row that a group may have.
 */
final class OneValueAccumulator implements Accumulator {
  private final Layout layout;
  private final boolean single;
  private @Nullable Object[] values = new @Nullable Object[0];
  private boolean[] seen = new boolean[0];

  OneValueAccumulator(Layout layout, boolean single) {
    this.layout = layout;
    this.single = single;
  }

  @Override
  public void grow(int groups) {
    if (groups > values.length) {
      values = Arrays.copyOf(values, Growth.room(groups, values.length));
      seen = Arrays.copyOf(seen, values.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      if (seen[group]) {
        if (single) {
          throw new SqlLayerException(
              SqlStates.CARDINALITY, "scalar sub-query gave more than one row");
        }
      } else if (single || !arguments[0].isNull(i)) {
        seen[group] = true;
        values[group] = arguments[0].value(i);
      }
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(layout);
    for (int group = from; group < from + count; group++) {
      builder.add(values[group]);
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 64L * values.length;
  }
}
