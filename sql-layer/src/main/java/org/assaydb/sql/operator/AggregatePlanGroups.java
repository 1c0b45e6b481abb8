package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.Aggregates;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one grouping set. When memory is at its end, rows of groups that are known go on
 * being aggregated, the others go to files by their keys.
 */
final class AggregatePlanGroups implements AutoCloseable {
  private final AggregatePlan plan;
  private final int set;
  private final int level;
  private final Evaluation evaluation;
  private final List<Integer> keyColumns;
  private final @Nullable KeyTable table;
  private final Accumulator[] accumulators;
  private final Reservation memory;
  private @Nullable AggregatePlanPartitions partitions;
  private int[] ids = new int[0];
  private int given;

  /**
   * @param level how often the rows were parted before
   */
  AggregatePlanGroups(AggregatePlan plan, int set, int level, Evaluation evaluation) {
    this.plan = plan;
    this.set = set;
    this.level = level;
    this.evaluation = evaluation;
    keyColumns = plan.groupingSets().get(set);
    table = keyColumns.isEmpty() ? null : new KeyTable(keyTypes());
    memory = new Reservation(evaluation.workspace());
    accumulators =
        Aggregates.create(plan.accumulatedCalls(), plan.functions(), evaluation::checkInterrupted);
    grow();
  }

  List<ValueType> keyTypes() {
    return keyColumns.stream().map(plan.inputs().get(0).types()::get).toList();
  }

  private int size() {
    return table == null ? 1 : table.size();
  }

  private void grow() {
    for (Accumulator accumulator : accumulators) {
      accumulator.grow(size());
    }
  }

  Vector[] keys(Batch batch) {
    return keyColumns.stream().map(batch::column).toArray(Vector[]::new);
  }

  void add(AggregatePlanFeed feed) {
    Batch batch = feed.batch();
    if (ids.length < batch.rows()) {
      ids = new int[batch.rows()];
    }
    if (table == null) {
      feed.add(accumulators, ids, size());
    } else if (partitions == null) {
      table.number(keys(batch), batch.rows(), ids);
      grow();
      feed.add(accumulators, ids, size());
    } else {
      addKnown(feed, table, partitions);
    }
    count();
  }

  /** Counts memory; without more of it, groups that are not known yet have to wait. */
  private void count() {
    long bytes = table == null ? 0 : table.sizeBytes();
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.sizeBytes();
    }
    if (memory.resize(bytes)) {
      return;
    }
    memory.force(bytes);
    if (table != null && partitions == null && level < AggregatePlanPartitions.LEVELS) {
      partitions = new AggregatePlanPartitions(plan, set, level, evaluation);
    }
  }

  private void addKnown(AggregatePlanFeed feed, KeyTable known, AggregatePlanPartitions files) {
    Batch batch = feed.batch();
    known.find(keys(batch), batch.rows(), ids);
    int[] places = new int[batch.rows()];
    int n = 0;
    int[] others = new int[batch.rows()];
    int m = 0;
    for (int i = 0; i < places.length; i++) {
      if (ids[i] >= 0) {
        ids[n] = ids[i];
        places[n++] = i;
      } else {
        others[m++] = i;
      }
    }
    if (m > 0) {
      files.add(batch.gather(others, m), this);
    }
    if (n > 0) {
      AggregatePlanFeed part = m == 0 ? feed : new AggregatePlanFeed(plan, batch.gather(places, n));
      part.add(accumulators, ids, size());
    }
  }

  /** Rows that wait in files; null for none. */
  @Nullable AggregatePlanPartitions partitions() {
    return partitions;
  }

  /** The next groups; null after the last one. */
  @Nullable Batch next() {
    int count = Math.min(Batch.ROWS, size() - given);
    if (count <= 0) {
      return null;
    }
    int keys = plan.groupColumns().size();
    Vector[] columns = new Vector[keys + plan.calls().size()];
    Vector[] found = table == null ? new Vector[0] : table.keys(given, count);
    for (int k = 0; k < keys; k++) {
      int place = keyColumns.indexOf(plan.groupColumns().get(k));
      columns[k] = place < 0 ? Vectors.nulls(plan.types().get(k).layout(), count) : found[place];
    }
    int next = 0;
    for (int c = 0; c < plan.calls().size(); c++) {
      AggregateCall call = plan.calls().get(c);
      columns[keys + c] =
          AggregatePlan.isOfSet(call)
              ? Vectors.constant(Layout.LONG, plan.ofSet(call, set), count)
              : accumulators[next++].result(given, count);
    }
    given += count;
    return new Batch(count, columns);
  }

  @Override
  public void close() {
    memory.close();
  }
}
