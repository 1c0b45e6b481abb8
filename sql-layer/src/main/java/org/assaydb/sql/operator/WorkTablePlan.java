package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Inside the step of a {@link RecursivePlan}: the rows of the step before.
 *
 * @param table of the recursion that the plan belongs to
 */
public record WorkTablePlan(Table table, List<ValueType> types) implements Plan {
  /** Names the rows that a recursion and its step share; each recursion has its own. */
  public static final class Table {
    private final String name;

    public Table(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Where a run of the recursion puts the rows. */
  static final class Contents {
    @Nullable HeldRows rows;
  }

  static Contents contents(Table table, Evaluation evaluation) {
    return evaluation.remembered(table, Contents::new);
  }

  public WorkTablePlan {
    types = List.copyOf(types);
  }

  @Override
  public List<Plan> inputs() {
    return List.of();
  }

  @Override
  public String describe() {
    return "WorkTable " + table;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    HeldRows rows = contents(table, evaluation).rows;
    if (rows == null) {
      throw new IllegalStateException("work table " + table + " outside its recursion");
    }
    return rows.read();
  }
}
