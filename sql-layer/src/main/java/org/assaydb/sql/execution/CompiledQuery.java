package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.access.IndexRead;
import org.assaydb.sql.access.LookupJoinPlan;
import org.assaydb.sql.access.StoredTypes;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.types.Parameters;
import org.assaydb.sql.types.Values;
import org.jspecify.annotations.Nullable;

/** A query compiled once; runs any number of times, from several threads. */
public final class CompiledQuery implements PlannedStatement.Query {
  private final @Nullable PlanNodes nodes;
  private final Plan plan;
  private final PlanReads reads;
  private final List<ResultColumn> columns;
  private final List<ColumnType> parameterTypes;
  private final MemoryBudget budget;

  /**
   * @param nodes what {@code plan} was made of, for EXPLAIN; null when it was made without
   * @param reads what it reads; as far as known, it is asked for at once
   */
  public CompiledQuery(
      @Nullable PlanNodes nodes,
      Plan plan,
      PlanReads reads,
      List<ResultColumn> columns,
      List<ColumnType> parameterTypes,
      MemoryBudget budget) {
    this.nodes = nodes;
    this.plan = plan;
    this.reads = reads;
    this.columns = List.copyOf(columns);
    this.parameterTypes = List.copyOf(parameterTypes);
    this.budget = budget;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return parameterTypes;
  }

  /** Whether the plan was made from the syntax tree alone. */
  public boolean isDirect() {
    return nodes == null;
  }

  /** The relational nodes of the plan, for EXPLAIN PLAN; null when it was made without. */
  public @Nullable PlanNodes nodes() {
    return nodes;
  }

  /** The operator that gives the result. */
  Plan plan() {
    return plan;
  }

  /** One line for each table access, for EXPLAIN PROOF. */
  public List<String> proofLines() {
    List<String> lines = new ArrayList<>();
    AccessLines.add(plan, lines);
    return lines;
  }

  @Override
  public RowIterator execute(ExecutionContext context, @Nullable Object[] parameters) {
    return execute(context, parameters, List.of());
  }

  /**
   * Runs a query that also reads rows which its statement has.
   *
   * @param givenRows single values of the columns of its {@link org.assaydb.sql.schema.GivenTable}
   */
  public RowIterator execute(
      ExecutionContext context, @Nullable Object[] parameters, List<@Nullable Object[]> givenRows) {
    return execute(context, parameters, givenRows, null);
  }

  /** Runs the query while a profile measures it. */
  RowIterator measured(
      ExecutionContext context, @Nullable Object[] parameters, RunProfile profile) {
    return execute(context, parameters, List.of(), profile);
  }

  private RowIterator execute(
      ExecutionContext context,
      @Nullable Object[] parameters,
      List<@Nullable Object[]> givenRows,
      @Nullable RunProfile profile) {
    Workspace workspace = budget.workspace(context);
    try {
      Evaluation evaluation =
          new Evaluation(context, values(parameterTypes, parameters), workspace, givenRows);
      if (profile == null) {
        prefetch(evaluation);
      } else {
        evaluation.observe(profile);
        profile.measure(RunProfile.FIRST_READS, () -> prefetch(evaluation));
      }
      return new ResultRows(plan.open(evaluation), columns, workspace);
    } catch (RuntimeException | Error e) {
      workspace.close();
      throw RunErrors.of(e);
    }
  }

  private void prefetch(Evaluation evaluation) {
    List<ReadSpec> known = knownReads(evaluation);
    if (!known.isEmpty()) {
      evaluation.context().reader().prefetch(known);
    }
  }

  private List<ReadSpec> knownReads(Evaluation evaluation) {
    // A common table expression used twice reads the same twice.
    Set<ReadSpec> known = new LinkedHashSet<>();
    for (IndexRead read : reads.known()) {
      ReadSpec spec = read.spec(evaluation);
      if (spec != null) {
        known.add(spec);
      }
    }
    return List.copyOf(known);
  }

  @Override
  public List<ReadSpec> firstReads(ExecutionContext context, @Nullable Object[] parameters) {
    try (Workspace workspace = budget.workspace(context)) {
      return knownReads(
          new Evaluation(context, values(parameterTypes, parameters), workspace, List.of()));
    } catch (RuntimeException | Error e) {
      throw RunErrors.of(e);
    }
  }

  /**
   * All that a run with these values reads, without reading it; null when that depends on what is
   * read, or is too much to be asked for at once.
   */
  public @Nullable List<ReadSpec> allReads(
      ExecutionContext context, @Nullable Object[] parameters, List<@Nullable Object[]> givenRows) {
    if (!reads.complete()) {
      return null;
    }
    try (Workspace workspace = budget.workspace(context)) {
      @Nullable Object[] values = values(parameterTypes, parameters);
      Evaluation evaluation = new Evaluation(context, values, workspace, givenRows);
      List<ReadSpec> all = new ArrayList<>(knownReads(evaluation));
      for (LookupJoinPlan lookup : reads.lookups()) {
        List<ReadSpec> looked = lookup.reads(evaluation);
        if (looked == null) {
          return null;
        }
        all.addAll(looked);
      }
      return all;
    } catch (RuntimeException | Error e) {
      throw RunErrors.of(e);
    }
  }

  /** Parameters as they are computed with. */
  static @Nullable Object[] values(List<ColumnType> types, @Nullable Object[] parameters) {
    Parameters.checkCount(types, parameters);
    @Nullable Object[] values = new @Nullable Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnType type = types.get(i);
      Object value = Values.parameter(type, parameters[i]);
      boolean micros =
          type.kind() == ColumnType.Kind.TIME || type.kind() == ColumnType.Kind.TIMESTAMP;
      values[i] = micros ? value : StoredTypes.toValue(type, value);
    }
    return values;
  }
}
