package org.assaydb.sql.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.assaydb.sql.aggregate.AggregateCall.Modifiers;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Calcite's aggregate calls in our terms. */
public final class AggregateCalls {
  private AggregateCalls() {}

  /**
   * @param result the type of the call
   * @param literal the value of the one literal of LITERAL_AGG, else null
   */
  public static AggregateCall of(
      org.apache.calcite.rel.core.AggregateCall call, ValueType result, @Nullable Object literal) {
    Modifiers modifiers =
        new Modifiers(
            call.isDistinct(), call.ignoreNulls(), call.filterArg, keys(call.getCollation()));
    return new AggregateCall(
        name(call.getAggregation().getName()), call.getArgList(), result, modifiers, literal);
  }

  /** A function's name as {@link Aggregates} knows it. */
  public static String name(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  public static List<RowOrder.Key> keys(RelCollation collation) {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      keys.add(key(field.getFieldIndex(), field.getDirection(), field.nullDirection));
    }
    return keys;
  }

  /** NULL is greater than all values where nothing is said. */
  public static RowOrder.Key key(int column, Direction direction, NullDirection nulls) {
    boolean descending = direction.isDescending();
    boolean first = nulls == NullDirection.UNSPECIFIED ? descending : nulls == NullDirection.FIRST;
    return new RowOrder.Key(column, descending, first);
  }
}
