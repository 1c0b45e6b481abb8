package org.assaydb.sql.vector;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ROW and ARRAY values: lists of single values (see {@link Layout}), with null for NULL. */
public final class ObjectVector extends Vector {
  private final @Nullable Object[] values;

  /** {@code values}: a {@code List} a row; null for NULL. */
  public ObjectVector(@Nullable Object[] values, int size) {
    super(size, validityOf(values, size));
    this.values = values;
  }

  private static long @Nullable [] validityOf(@Nullable Object[] values, int size) {
    long[] bits = null;
    for (int i = 0; i < size; i++) {
      if (values[i] == null) {
        if (bits == null) {
          bits = Validity.allSet(size);
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }

  /** The list of a row that is not NULL. */
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> get(int row) {
    Object value = values[row];
    if (value == null) {
      throw new IllegalStateException("row " + row + " is NULL");
    }
    return (List<@Nullable Object>) value;
  }

  @Override
  public Layout layout() {
    return Layout.OBJECT;
  }

  @Override
  Object object(int row) {
    return get(row);
  }

  @Override
  public ObjectVector gather(int[] rows, int count) {
    @Nullable Object[] taken = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      taken[i] = rows[i] < 0 ? null : values[rows[i]];
    }
    return new ObjectVector(taken, count);
  }

  @Override
  public ObjectVector slice(int from, int count) {
    return new ObjectVector(Arrays.copyOfRange(values, from, from + count), count);
  }

  @Override
  public long sizeBytes() {
    return 64L * values.length;
  }
}
