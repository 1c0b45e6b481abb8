package org.assaydb.sql.function;

import java.util.List;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Chooses the code of a function by the types that it is called with. */
@FunctionalInterface
interface Code {
  /** Null when the function is not there for these types. */
  @Nullable ScalarFunction of(List<ValueType> arguments, ValueType result);
}
