package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.ANY;
import static org.assaydb.sql.function.signature.Parameter.AS_RESULT;
import static org.assaydb.sql.function.signature.Parameter.AS_TEXT;
import static org.assaydb.sql.function.signature.Parameter.TEXT;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** Functions for which NULL is an argument like others. */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  static List<Definition> all() {
    Signature common = Signature.variadic(AS_RESULT);
    SqlFunctionCategory system = SqlFunctionCategory.SYSTEM;
    return List.of(
        // The compiler computes these two, each argument only where its value counts.
        Definition.special("COALESCE", SqlKind.COALESCE, system)
            .is(Results.COMMON, common, (types, result) -> null),
        Definition.special("NULLIF", SqlKind.NULLIF, system)
            .is(Results.NULLABLE_ARGUMENT, Signature.of(ANY, ANY), (types, result) -> null),
        Definition.function("GREATEST", Results.COMMON, common, Extremes.code(true)),
        Definition.function("LEAST", Results.COMMON, common, Extremes.code(false)),
        Definition.function(
            "CONCAT",
            Results.TEXT_NOT_NULL,
            Signature.variadic(AS_TEXT),
            Rows.lenient((a, i, out) -> join(out, "", a, 0, i))),
        Definition.function(
            "CONCAT_WS",
            Results.TEXT,
            Signature.variadic(TEXT, AS_TEXT),
            Rows.lenient(ConditionalFunctions::joinWithSeparator)));
  }

  private static void joinWithSeparator(Vector[] arguments, int row, VectorBuilder out) {
    if (arguments[0].isNull(row)) {
      out.addNull();
    } else {
      join(out, Rows.text(arguments[0], row), arguments, 1, row);
    }
  }

  private static void join(
      VectorBuilder out, String separator, Vector[] arguments, int first, int row) {
    StringBuilder joined = new StringBuilder();
    boolean any = false;
    for (int i = first; i < arguments.length; i++) {
      if (!arguments[i].isNull(row)) {
        joined.append(any ? separator : "").append(Rows.text(arguments[i], row));
        any = true;
      }
    }
    Rows.addText(out, joined.toString());
  }
}
