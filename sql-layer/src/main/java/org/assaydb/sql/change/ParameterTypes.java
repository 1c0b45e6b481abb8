package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.assaydb.proofs.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** Types and values of the parameters of a statement whose parts are planned one by one. */
public final class ParameterTypes {
  /** Of a parameter that a part does not hold. */
  private static final ColumnType UNKNOWN =
      ColumnType.of(ColumnType.Kind.VARCHAR, ColumnType.MAX_LENGTH);

  private ParameterTypes() {}

  /** Puts the type of a parameter into a list by number. */
  public static void set(List<ColumnType> types, int index, ColumnType type) {
    while (types.size() <= index) {
      types.add(UNKNOWN);
    }
    types.set(index, type);
  }

  /** The types of both; each parameter is held by one of the two. */
  static List<ColumnType> merged(List<ColumnType> first, List<ColumnType> second) {
    List<ColumnType> all = new ArrayList<>(first);
    for (int i = 0; i < second.size(); i++) {
      if (!second.get(i).equals(UNKNOWN) || i >= all.size()) {
        set(all, i, second.get(i));
      }
    }
    return List.copyOf(all);
  }

  /** Numbers of the parameters in a tree. */
  static Set<Integer> in(SqlNode node) {
    Set<Integer> numbers = new HashSet<>();
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            numbers.add(parameter.getIndex());
            return null;
          }
        });
    return numbers;
  }

  /** The values of some parameters, NULL for others: a part knows no type for those. */
  static @Nullable Object[] only(Set<Integer> numbers, @Nullable Object[] parameters) {
    @Nullable Object[] some = new @Nullable Object[parameters.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = numbers.contains(i) ? parameters[i] : null;
    }
    return some;
  }
}
