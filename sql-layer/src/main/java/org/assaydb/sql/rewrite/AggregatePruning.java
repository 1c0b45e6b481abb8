package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;

/** Aggregates without the calls that nobody reads. Group columns stay: they make the groups. */
final class AggregatePruning {
  private AggregatePruning() {}

  static Pruned pruned(
      Aggregate aggregate,
      ImmutableBitSet needed,
      BiFunction<RelNode, ImmutableBitSet, Pruned> prune) {
    int groups = aggregate.getGroupCount();
    ImmutableBitSet fields = needed.union(ImmutableBitSet.range(groups));
    if (fields.isEmpty() && !aggregate.getAggCallList().isEmpty()) {
      // The one row of all rows needs a field.
      fields = ImmutableBitSet.of(0);
    }
    List<AggregateCall> calls = new ArrayList<>();
    ImmutableBitSet.Builder read = aggregate.getGroupSet().rebuild();
    for (int field : fields) {
      if (field >= groups) {
        AggregateCall call = aggregate.getAggCallList().get(field - groups);
        calls.add(call);
        addFields(call, read);
      }
    }
    ImmutableBitSet inputFields = read.build();
    Pruned input = prune.apply(aggregate.getInput(), inputFields);
    if (!input.keepsOrder(aggregate.getGroupSet())) {
      input = input.exactly(inputFields);
    }
    RelNode rest = over(input, aggregate, calls);
    return Pruned.of(rest, fields, aggregate.getRowType().getFieldCount());
  }

  private static void addFields(AggregateCall call, ImmutableBitSet.Builder fields) {
    fields.addAll(call.getArgList());
    fields.addAll(References.of(call.rexList));
    fields.addAll(RelCollations.ordinals(call.getCollation()));
    if (call.filterArg >= 0) {
      fields.set(call.filterArg);
    }
    if (call.distinctKeys != null) {
      fields.addAll(call.distinctKeys);
    }
  }

  private static RelNode over(Pruned input, Aggregate aggregate, List<AggregateCall> calls) {
    int[] places = input.places();
    List<AggregateCall> mapped = new ArrayList<>();
    for (AggregateCall call : calls) {
      List<RelFieldCollation> keys = new ArrayList<>();
      for (RelFieldCollation key : call.getCollation().getFieldCollations()) {
        keys.add(key.withFieldIndex(places[key.getFieldIndex()]));
      }
      mapped.add(
          AggregateCall.create(
              call.getAggregation(),
              call.isDistinct(),
              call.isApproximate(),
              call.ignoreNulls(),
              call.rexList.stream().map(input::mapped).toList(),
              call.getArgList().stream().map(field -> places[field]).toList(),
              call.filterArg < 0 ? -1 : places[call.filterArg],
              call.distinctKeys == null ? null : input.mapped(call.distinctKeys),
              RelCollations.of(keys),
              call.getType(),
              call.getName()));
    }
    return Nodes.aggregate(
        input.rel(),
        input.mapped(aggregate.getGroupSet()),
        aggregate.getGroupSets().stream().map(input::mapped).toList(),
        mapped);
  }
}
