package org.assaydb.sql.planner;

import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.access.AccessRows;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.enumerable.StatementContext;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.types.Parameters;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A query of one table that needs no generated code: one access, a filter, a choice of fields.
 *
 * @param filter conditions that the ranges do not express, over rows of the access; all must hold
 * @param fields field of the access for each result column
 * @param limit OFFSET and FETCH, null for all rows
 */
record DirectQuery(
    TableAccess access,
    List<RowCondition> filter,
    int[] fields,
    TableAccess.@Nullable Limit limit,
    List<ResultColumn> columns,
    List<ColumnType> parameterTypes)
    implements PlannedStatement.Query {

  @Override
  public RowIterator execute(ExecutionContext context, @Nullable Object[] parameters) {
    try {
      Parameters.checkCount(parameterTypes, parameters);
      StatementContext statement =
          new StatementContext(
              context,
              CompiledQuery.runtimeParameters(parameterTypes, parameters),
              java.util.Map.of());
      ReadSpec spec = access.spec(statement);
      if (spec == null) {
        return () -> null;
      }
      context.reader().prefetch(List.of(spec));
      long skipped = limit == null ? 0 : limit.skipped(statement);
      long wanted = limit == null ? Long.MAX_VALUE : limit.wanted(statement);
      return new Rows(new AccessRows(access, statement, spec), statement, skipped, wanted);
    } catch (RuntimeException e) {
      throw PlanErrors.running(e);
    }
  }

  private final class Rows implements RowIterator {
    private final Enumerator<@Nullable Object[]> source;
    private final StatementContext context;
    private long skipped;
    private long wanted;

    public Rows(
        Enumerator<@Nullable Object[]> source,
        StatementContext context,
        long skipped,
        long wanted) {
      this.source = source;
      this.context = context;
      this.skipped = skipped;
      this.wanted = wanted;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      try {
        while (wanted > 0 && source.moveNext()) {
          @Nullable Object[] row = source.current();
          if (!passes(row)) {
            continue;
          }
          if (skipped > 0) {
            skipped--;
            continue;
          }
          wanted--;
          return result(row);
        }
        return null;
      } catch (RuntimeException e) {
        throw PlanErrors.running(e);
      }
    }

    private boolean passes(@Nullable Object[] row) {
      for (RowCondition condition : filter) {
        if (!condition.holds(row, context)) {
          return false;
        }
      }
      return true;
    }

    private @Nullable Object[] result(@Nullable Object[] row) {
      @Nullable Object[] result = new @Nullable Object[fields.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = SqlTypes.fromRuntime(columns.get(i).type(), row[fields[i]]);
      }
      return result;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
