package org.assaydb.sql.expression.cast;

import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** Which kernel casts which type to which. */
public final class Casts {
  private Casts() {}

  /**
   * The kernel that casts values, as an explicit CAST does: text is cut to the length of its type.
   *
   * @return null when all values of {@code from} are values of {@code to} as they stand
   * @throws org.assaydb.sql.SqlLayerException 0A000 for types that do not convert
   */
  public static @Nullable Kernel of(ValueType from, ValueType to) {
    if (from.kind() == Kind.NULL) {
      return nulls(to.layout());
    }
    Kernel kernel =
        switch (to.kind()) {
          case BOOLEAN -> OtherCasts.toBoolean(from);
          case SMALLINT, INTEGER, BIGINT -> NumberCasts.toInteger(from, to.kind());
          case DECIMAL -> NumberCasts.toDecimal(from, to);
          case DOUBLE -> NumberCasts.toDouble(from);
          case VARCHAR, CHAR -> TextCasts.toText(from, to);
          case DATE, TIME, TIMESTAMP, MONTHS, MICROS -> TimeCasts.of(from, to);
          case VARBINARY -> OtherCasts.toBinary(from);
          case UUID -> OtherCasts.toUuid(from);
          case ROW, ARRAY -> StructureCasts.of(from, to);
          case NULL -> IDENTITY;
        };
    if (kernel == null) {
      throw Faults.notSupported("CAST of " + from + " to " + to);
    }
    return kernel == IDENTITY ? null : kernel;
  }

  /** Stands for no work. */
  static final SafeKernel IDENTITY = (operands, rows) -> operands[0];

  private static SafeKernel nulls(Layout layout) {
    return (operands, rows) -> Vectors.nulls(layout, rows);
  }
}
