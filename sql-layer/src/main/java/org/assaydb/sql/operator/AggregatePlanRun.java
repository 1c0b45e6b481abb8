package org.assaydb.sql.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** A run of {@link AggregatePlan}: all rows in, then group after group out. */
final class AggregatePlanRun implements RowSource {
  private final AggregatePlan plan;
  private final RowSource rows;
  private final Evaluation evaluation;
  private boolean read;

  /** Groups that are complete, and rows in files whose groups are to be made. */
  private final Deque<AggregatePlanGroups> ready = new ArrayDeque<>();

  private final Deque<AggregatePlanPartitions> waiting = new ArrayDeque<>();

  AggregatePlanRun(AggregatePlan plan, RowSource rows, Evaluation evaluation) {
    this.plan = plan;
    this.rows = rows;
    this.evaluation = evaluation;
  }

  @Override
  public @Nullable Batch next() {
    if (!read) {
      read = true;
      read();
    }
    while (true) {
      evaluation.checkInterrupted();
      AggregatePlanGroups groups = ready.peek();
      if (groups == null) {
        AggregatePlanPartitions partitions = waiting.peek();
        if (partitions == null) {
          return null;
        }
        groups = partitions.nextGroups();
        if (groups == null) {
          waiting.pop().close();
          continue;
        }
        ready.add(groups);
      }
      Batch batch = groups.next();
      if (batch != null) {
        return batch;
      }
      ready.remove();
      groups.close();
      AggregatePlanPartitions more = groups.partitions();
      if (more != null) {
        waiting.push(more);
      }
    }
  }

  private void read() {
    List<AggregatePlanGroups> sets = new ArrayList<>();
    for (int set = 0; set < plan.groupingSets().size(); set++) {
      AggregatePlanGroups groups = new AggregatePlanGroups(plan, set, 0, evaluation);
      sets.add(groups);
      ready.add(groups);
    }
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      evaluation.checkInterrupted();
      AggregatePlanFeed feed = new AggregatePlanFeed(plan, batch);
      for (AggregatePlanGroups groups : sets) {
        groups.add(feed);
      }
    }
    rows.close();
  }

  @Override
  public void close() {
    rows.close();
    for (AggregatePlanGroups groups : ready) {
      groups.close();
      AggregatePlanPartitions more = groups.partitions();
      if (more != null) {
        more.close();
      }
    }
    ready.clear();
    waiting.forEach(AggregatePlanPartitions::close);
    waiting.clear();
  }
}
