package org.assaydb.sql.expression.cast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** Casts of ROWs field by field and of ARRAYs element by element. */
final class StructureCasts {
  private StructureCasts() {}

  static @Nullable Kernel of(ValueType from, ValueType to) {
    boolean alike =
        from.kind() == to.kind()
            && (from.kind() == Kind.ARRAY || from.elements().size() == to.elements().size());
    if (!alike) {
      return null;
    }
    List<@Nullable Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < to.elements().size(); i++) {
      kernels.add(Casts.of(from.elements().get(i), to.elements().get(i)));
    }
    if (Collections.frequency(kernels, null) == kernels.size()) {
      return Casts.IDENTITY;
    }
    return (operands, rows) -> {
      ObjectVector operand = (ObjectVector) operands[0];
      return Rows.build(
          Layout.OBJECT,
          operand.validity(),
          rows,
          (out, row) -> out.add(cast(operand.get(row), kernels, from)));
    };
  }

  private static List<@Nullable Object> cast(
      List<@Nullable Object> values, List<@Nullable Kernel> kernels, ValueType from) {
    List<@Nullable Object> cast = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      int field = from.kind() == Kind.ARRAY ? 0 : i;
      Object value = values.get(i);
      Kernel kernel = kernels.get(field);
      if (value != null && kernel != null) {
        Vector one = Vectors.constant(from.elements().get(field).layout(), value, 1);
        value = kernel.apply(new Vector[] {one}, 1).value(0);
      }
      cast.add(value);
    }
    return cast;
  }
}
