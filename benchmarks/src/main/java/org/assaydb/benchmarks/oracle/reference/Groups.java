package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** GROUP BY and GROUPING SETS: for each set the groups, for each group its calls. */
final class Groups {
  private final Aggregate aggregate;
  private final List<RelDataType> inputTypes;
  private final Scope scope;

  private Groups(Aggregate aggregate, Scope scope) {
    this.aggregate = aggregate;
    this.scope = scope;
    inputTypes =
        aggregate.getInput().getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
  }

  static List<@Nullable Object[]> rows(Aggregate aggregate, Scope scope) {
    return new Groups(aggregate, scope).rows();
  }

  private List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> input = Nodes.rows(aggregate.getInput(), scope);
    List<@Nullable Object[]> result = new ArrayList<>();
    List<ImmutableBitSet> sets = aggregate.getGroupSets();
    for (int s = 0; s < sets.size(); s++) {
      ImmutableBitSet set = sets.get(s);
      int before = (int) sets.subList(0, s).stream().filter(set::equals).count();
      Map<Object, List<@Nullable Object[]>> groups = new LinkedHashMap<>();
      if (set.isEmpty()) {
        groups.put(List.of(), new ArrayList<>());
      }
      for (@Nullable Object[] row : input) {
        groups
            .computeIfAbsent(ValueOrder.key(columns(row, set.asList())), k -> new ArrayList<>())
            .add(row);
      }
      groups.values().forEach(group -> result.add(row(set, before, group)));
    }
    return result;
  }

  private static @Nullable Object[] columns(@Nullable Object[] row, List<Integer> columns) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[columns.get(i)];
    }
    return values;
  }

  private @Nullable Object[] row(ImmutableBitSet set, int before, List<@Nullable Object[]> group) {
    List<@Nullable Object> out = new ArrayList<>();
    for (int column : aggregate.getGroupSet()) {
      out.add(set.get(column) ? group.get(0)[column] : null);
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      out.add(call(call, set, before, group));
    }
    return out.toArray();
  }

  private @Nullable Object call(
      AggregateCall call, ImmutableBitSet set, int before, List<@Nullable Object[]> group) {
    switch (call.getAggregation().getName().toUpperCase(Locale.ROOT)) {
      case "GROUPING", "GROUPING_ID" -> {
        long bits = 0;
        for (int column : call.getArgList()) {
          bits = bits << 1 | (set.get(column) ? 0 : 1);
        }
        return BigDecimal.valueOf(bits);
      }
      case "GROUP_ID" -> {
        return BigDecimal.valueOf(before);
      }
      case "LITERAL_AGG" -> {
        return Scalars.value(call.rexList.get(0), new @Nullable Object[0], scope);
      }
      default -> {
        return AggregateValues.value(description(call), arguments(call, group));
      }
    }
  }

  private AggregateValues.Call description(AggregateCall call) {
    if (call.distinctKeys != null) {
      throw new UnknownConstructException("WITHIN DISTINCT");
    }
    List<RelDataType> types = new ArrayList<>();
    call.getArgList().forEach(a -> types.add(inputTypes.get(a)));
    call.collation.getFieldCollations().forEach(c -> types.add(inputTypes.get(c.getFieldIndex())));
    return new AggregateValues.Call(
        call.getAggregation(),
        call.isDistinct(),
        call.ignoreNulls(),
        call.getType(),
        types,
        call.getArgList().size(),
        call.collation.getFieldCollations());
  }

  /** Per row that the filter lets pass: the arguments, then the values to order by. */
  private static List<@Nullable Object[]> arguments(
      AggregateCall call, List<@Nullable Object[]> group) {
    List<Integer> columns = new ArrayList<>(call.getArgList());
    call.collation.getFieldCollations().forEach(c -> columns.add(c.getFieldIndex()));
    List<@Nullable Object[]> arguments = new ArrayList<>();
    for (@Nullable Object[] row : group) {
      if (call.filterArg < 0 || Boolean.TRUE.equals(row[call.filterArg])) {
        arguments.add(columns(row, columns));
      }
    }
    return arguments;
  }
}
