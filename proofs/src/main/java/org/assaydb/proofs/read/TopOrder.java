package org.assaydb.proofs.read;

import java.util.Comparator;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.jspecify.annotations.Nullable;

/**
 * Order of a {@link ReadSpec.Top}: the best rank first. A rank is a value or a bound as {@link
 * KeyCodec#ordered} bytes; null, a bound beyond all values, is best.
 *
 * @param boundsPlace place of the column in {@link IndexSchema#bounds()}
 */
record TopOrder(int column, int boundsPlace, ColumnType type, boolean greatest)
    implements Comparator<@Nullable Key> {
  static TopOrder of(ReadSpec.Top spec, IndexSchema schema) {
    int column = spec.orderColumn();
    return new TopOrder(
        column, schema.bounds().indexOf(column), schema.valueTypes().get(column), spec.greatest());
  }

  @Nullable Key bound(ColumnBounds bounds) {
    return greatest ? bounds.max() : bounds.min();
  }

  Key rank(Object value) {
    return KeyCodec.ordered(type, value);
  }

  @Override
  public int compare(@Nullable Key left, @Nullable Key right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return greatest ? right.compareTo(left) : left.compareTo(right);
  }
}
