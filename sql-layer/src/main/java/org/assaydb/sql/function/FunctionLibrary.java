package org.assaydb.sql.function;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Stands in until the library is there. */
public final class FunctionLibrary {
  private FunctionLibrary() {}

  /** The code of a function; null for an operator that is none of the library. */
  public static @Nullable ScalarFunction find(
      SqlOperator operator, List<ValueType> arguments, ValueType result) {
    return null;
  }
}
