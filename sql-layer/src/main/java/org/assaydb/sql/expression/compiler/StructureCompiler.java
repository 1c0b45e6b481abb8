package org.assaydb.sql.expression.compiler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.expression.node.FunctionCall;
import org.assaydb.sql.expression.node.KernelCall;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** ROW and ARRAY values and the fields of rows. */
final class StructureCompiler {
  private StructureCompiler() {}

  /** ROW(...) or ARRAY[...]: a list of the operands' values. */
  static Expression constructed(List<Expression> operands, ValueType type) {
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      ValueType wanted = type.elements().get(type.kind() == Kind.ARRAY ? 0 : i);
      values.add(Conversions.implied(operands.get(i), wanted));
    }
    return FunctionCall.safe(
        type.kind().name(), (columns, rows, time) -> lists(columns, rows), values, type);
  }

  private static Vector lists(Vector[] columns, int rows) {
    @Nullable Object[] lists = new @Nullable Object[rows];
    for (int row = 0; row < rows; row++) {
      List<@Nullable Object> list = new ArrayList<>(columns.length);
      for (Vector column : columns) {
        list.add(column.value(row));
      }
      lists[row] = Collections.unmodifiableList(list);
    }
    return new ObjectVector(lists, rows);
  }

  /** A field of a ROW value; NULL when the row is. */
  static Expression field(Expression row, int index) {
    ValueType type = row.type().elements().get(index);
    SafeKernel kernel =
        (operands, rows) -> {
          ObjectVector values = (ObjectVector) operands[0];
          return Rows.build(
              type.layout(),
              values.validity(),
              rows,
              (out, i) -> out.add(values.get(i).get(index)));
        };
    return KernelCall.of("FIELD " + index, kernel, type, row);
  }
}
