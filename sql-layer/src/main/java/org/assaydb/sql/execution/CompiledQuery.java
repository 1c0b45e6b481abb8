package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.schema.SchemaPlus;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.access.IndexRead;
import org.assaydb.sql.enumerable.StatementContext;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.types.Parameters;
import org.assaydb.sql.types.SqlTypes;
import org.assaydb.sql.types.Values;
import org.jspecify.annotations.Nullable;

/** A query compiled once; runs any number of times, from several threads. */
public final class CompiledQuery implements PlannedStatement.Query {
  private final EnumerableRel plan;
  private final List<ResultColumn> columns;
  private final List<ColumnType> parameterTypes;
  private final Map<String, Object> planObjects = new HashMap<>();
  private final Bindable<?> bindable;
  private final List<IndexRead> accesses = new ArrayList<>();

  public CompiledQuery(
      EnumerableRel plan,
      List<ResultColumn> columns,
      List<ColumnType> parameterTypes,
      SchemaPlus schema) {
    planObjects.put(StatementContext.ROOT_SCHEMA, schema);
    this.plan = plan;
    this.columns = List.copyOf(columns);
    this.parameterTypes = List.copyOf(parameterTypes);
    bindable =
        EnumerableInterpretable.toBindable(planObjects, null, plan, EnumerableRel.Prefer.ARRAY);
    collect(plan);
  }

  private void collect(RelNode rel) {
    if (rel instanceof IndexScan scan) {
      accesses.add(scan.access);
    }
    rel.getInputs().forEach(this::collect);
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return parameterTypes;
  }

  /** One line for each table access, for EXPLAIN PROOF. */
  public List<String> proofLines() {
    List<String> lines = new ArrayList<>();
    describe(plan, lines);
    return lines;
  }

  private static void describe(RelNode rel, List<String> lines) {
    rel.getInputs().forEach(input -> describe(input, lines));
    if (rel instanceof IndexScan scan) {
      lines.add(scan.access.describe());
    } else if (rel instanceof LookupJoin join) {
      lines.add(join.access.describe());
    }
  }

  public EnumerableRel plan() {
    return plan;
  }

  @Override
  public RowIterator execute(ExecutionContext context, @Nullable Object[] parameters) {
    return new Rows(raw(context, parameters));
  }

  private Enumerator<?> raw(ExecutionContext context, @Nullable Object[] parameters) {
    StatementContext statement =
        new StatementContext(context, runtimeParameters(parameterTypes, parameters), planObjects);
    try {
      // A common table expression used twice reads the same twice.
      Set<ReadSpec> known = new LinkedHashSet<>();
      for (IndexRead access : accesses) {
        ReadSpec spec = access.spec(statement);
        if (spec != null) {
          known.add(spec);
        }
      }
      if (!known.isEmpty()) {
        context.reader().prefetch(List.copyOf(known));
      }
      return bindable.bind(statement).enumerator();
    } catch (RuntimeException e) {
      throw PlanErrors.running(e);
    }
  }

  public static @Nullable Object[] runtimeParameters(
      List<ColumnType> parameterTypes, @Nullable Object[] parameters) {
    Parameters.checkCount(parameterTypes, parameters);
    @Nullable Object[] converted = new @Nullable Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      converted[i] =
          i < parameterTypes.size()
              ? SqlTypes.toRuntime(
                  parameterTypes.get(i), Values.valueFromJdbc(parameterTypes.get(i), parameters[i]))
              : parameters[i];
    }
    return converted;
  }

  private final class Rows implements RowIterator {
    private final Enumerator<?> enumerator;

    public Rows(Enumerator<?> enumerator) {
      this.enumerator = enumerator;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      try {
        if (!enumerator.moveNext()) {
          return null;
        }
        Object current = enumerator.current();
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          Object value = current instanceof Object[] array ? array[i] : current;
          row[i] = SqlTypes.fromRuntime(columns.get(i).type(), value);
        }
        return row;
      } catch (RuntimeException e) {
        throw PlanErrors.running(e);
      }
    }

    @Override
    public void close() {
      enumerator.close();
    }
  }
}
