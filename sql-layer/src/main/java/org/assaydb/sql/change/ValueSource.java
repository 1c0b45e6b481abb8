package org.assaydb.sql.change;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** Where the new value of a column comes from. */
public sealed interface ValueSource {
  /** Value already of the column's type. */
  record Constant(@Nullable Object value) implements ValueSource {}

  /** Parameter of the statement, of the column's type. */
  record Parameter(int index) implements ValueSource {}

  /** Numbers of the parameters among some sources. */
  static Set<Integer> parameters(List<ValueSource> sources) {
    Set<Integer> numbers = new HashSet<>();
    for (ValueSource source : sources) {
      if (source instanceof Parameter parameter) {
        numbers.add(parameter.index());
      }
    }
    return numbers;
  }

  /** Field of the row of the source query. */
  record Field(int index, ColumnType type) implements ValueSource {}
}
