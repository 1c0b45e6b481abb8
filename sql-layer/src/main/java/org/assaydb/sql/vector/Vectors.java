package org.assaydb.sql.vector;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Vectors of any layout. */
public final class Vectors {
  private Vectors() {}

  /** One value in every row; {@code value} as in {@link Layout}, null for NULL. */
  public static Vector constant(Layout layout, @Nullable Object value, int size) {
    return switch (layout) {
      case LONG -> LongVector.constant((Long) value, size);
      case DECIMAL -> DecimalVector.constant((BigInteger) value, size);
      case DOUBLE -> DoubleVector.constant((Double) value, size);
      case BOOLEAN -> BooleanVector.constant((Boolean) value, size);
      case BYTES -> BytesVector.constant((byte[]) value, size);
      case OBJECT -> {
        @Nullable Object[] values = new @Nullable Object[size];
        java.util.Arrays.fill(values, value);
        yield new ObjectVector(values, size);
      }
    };
  }

  public static Vector nulls(Layout layout, int size) {
    return constant(layout, null, size);
  }
}
