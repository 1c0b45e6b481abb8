package org.assaydb.benchmarks.oracle.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/** Window calls of a projection, computed before it as further columns. */
final class Windows {
  /** Rows with the values of the window calls behind them, and expressions that refer to these. */
  record Extended(List<RexNode> expressions, List<@Nullable Object[]> rows) {}

  private Windows() {}

  static Extended extend(
      List<RexNode> expressions,
      List<@Nullable Object[]> input,
      Scope scope,
      Set<CorrelationId> ids) {
    Map<RexOver, Integer> calls = new LinkedHashMap<>();
    int width = input.isEmpty() ? 0 : input.get(0).length;
    List<RexNode> replaced = new ArrayList<>();
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            int number = calls.computeIfAbsent(over, o -> calls.size());
            return new RexInputRef(width + number, over.getType());
          }
        };
    expressions.forEach(e -> replaced.add(e.accept(shuttle)));
    if (calls.isEmpty() || input.isEmpty()) {
      return new Extended(expressions, input);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    input.forEach(row -> rows.add(Arrays.copyOf(row, width + calls.size())));
    List<Scope> scopes = new ArrayList<>();
    input.forEach(row -> scopes.add(scope.with(ids, row)));
    calls.forEach((over, number) -> fill(over, input, scopes, rows, width + number));
    return new Extended(replaced, rows);
  }

  private static void fill(
      RexOver over,
      List<@Nullable Object[]> input,
      List<Scope> scopes,
      List<@Nullable Object[]> rows,
      int column) {
    Map<Object, List<Integer>> partitions = new LinkedHashMap<>();
    List<@Nullable Object[]> keys = new ArrayList<>();
    List<@Nullable Object[]> arguments = new ArrayList<>();
    List<RexNode> orderKeys = new ArrayList<>();
    over.getWindow().orderKeys.forEach(k -> orderKeys.add(k.left));
    for (int i = 0; i < input.size(); i++) {
      @Nullable Object[] row = input.get(i);
      Scope scope = scopes.get(i);
      Object key = ValueOrder.key(Nodes.tuple(over.getWindow().partitionKeys, row, scope));
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      keys.add(Nodes.tuple(orderKeys, row, scope));
      arguments.add(Nodes.tuple(over.getOperands(), row, scope));
    }
    for (List<Integer> partition : partitions.values()) {
      partition.sort((a, b) -> compare(over.getWindow().orderKeys, keys.get(a), keys.get(b)));
      List<@Nullable Object[]> sortedKeys = new ArrayList<>();
      List<@Nullable Object[]> sortedArguments = new ArrayList<>();
      partition.forEach(i -> sortedKeys.add(keys.get(i)));
      partition.forEach(i -> sortedArguments.add(arguments.get(i)));
      WindowValues values = new WindowValues(over, sortedKeys, sortedArguments, scopes.get(0));
      for (int i = 0; i < partition.size(); i++) {
        rows.get(partition.get(i))[column] = values.value(i);
      }
    }
  }

  static int compare(List<RexFieldCollation> order, @Nullable Object[] a, @Nullable Object[] b) {
    for (int i = 0; i < order.size(); i++) {
      boolean descending = order.get(i).getDirection().isDescending();
      int result = ValueOrder.compareNulls(a[i], b[i], descending, nullsFirst(order.get(i)));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  static boolean nullsFirst(RexFieldCollation key) {
    return switch (key.getNullDirection()) {
      case FIRST -> true;
      case LAST -> false;
      case UNSPECIFIED -> key.getDirection().isDescending();
    };
  }
}
