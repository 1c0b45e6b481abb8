package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.ARRAY;
import static org.assaydb.sql.function.signature.Parameter.INTEGER;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.ObjectVector;
import org.jspecify.annotations.Nullable;

/** Functions of arrays, and the one of the session that has a value. */
final class ArrayFunctions {
  private static final byte[] SCHEMA = {'P', 'U', 'B', 'L', 'I', 'C'};

  private ArrayFunctions() {}

  static List<Definition> all() {
    return List.of(
        Definition.calcite(
            SqlStdOperatorTable.ITEM,
            Signature.of(ARRAY, INTEGER),
            Rows.strict(
                (a, i, out) -> out.add(item((ObjectVector) a[0], i, Rows.integer(a[1], i))))),
        Definition.special("CARDINALITY", SqlKind.OTHER_FUNCTION, SqlFunctionCategory.NUMERIC)
            .is(
                Results.INTEGER,
                Signature.of(ARRAY),
                Rows.strict((a, i, out) -> out.addLong(((ObjectVector) a[0]).get(i).size()))),
        Definition.function(
            "ARRAY_LENGTH",
            Results.INTEGER_OR_NULL,
            Signature.of(ARRAY, INTEGER),
            Rows.strict(
                (a, i, out) -> {
                  int length = ((ObjectVector) a[0]).get(i).size();
                  // An empty array has no dimension, and there is none but the first.
                  if (length == 0 || Rows.integer(a[1], i) != 1) {
                    out.addNull();
                  } else {
                    out.addLong(length);
                  }
                })),
        Definition.special("CURRENT_SCHEMA", SqlKind.OTHER_FUNCTION, SqlFunctionCategory.SYSTEM)
            .withSyntax(SqlSyntax.FUNCTION_ID)
            .is(
                Results.TEXT,
                Signature.of(),
                (types, result) -> (a, rows, run) -> BytesVector.constant(SCHEMA.clone(), rows)));
  }

  /** NULL outside the array. */
  private static @Nullable Object item(ObjectVector arrays, int row, long place) {
    List<@Nullable Object> array = arrays.get(row);
    return place < 1 || place > array.size() ? null : array.get((int) place - 1);
  }
}
