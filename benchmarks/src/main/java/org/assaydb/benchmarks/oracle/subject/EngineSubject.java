package org.assaydb.benchmarks.oracle.subject;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.types.Values;
import org.jspecify.annotations.Nullable;

/** One variant of our planner and executor. */
public final class EngineSubject implements Subject {
  private final String name;
  private final SqlPlanner planner;
  private @Nullable MemoryTables tables;

  public EngineSubject(String name, SqlPlanner planner) {
    this.name = name;
    this.planner = planner;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void load(World world, MemoryTables loaded) {
    tables = loaded;
  }

  @Override
  public Outcome run(Sql query) {
    Sql.Printed printed = query.print(Dialect.ASSAY);
    return run(printed.text(), printed.parameters());
  }

  /** Runs SQL text over the tables that were loaded. */
  public Outcome run(String sql, List<Sql.Parameter> parameters) {
    MemoryTables loaded = tables;
    if (loaded == null) {
      throw new IllegalStateException("no tables");
    }
    try {
      PlannedStatement.Query query = (PlannedStatement.Query) planner.plan(sql, loaded.catalog());
      return new Outcome.Rows(rows(query, loaded, parameters));
    } catch (SqlLayerException e) {
      return Outcome.failure(e.sqlState(), e.getMessage());
    } catch (VerificationException e) {
      return Outcome.failure("0A000", e.getMessage());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return Outcome.broken(e);
    }
  }

  private static List<@Nullable Object[]> rows(
      PlannedStatement.Query query, MemoryTables tables, List<Sql.Parameter> parameters) {
    List<ColumnType> types = query.parameterTypes();
    @Nullable Object[] values = new @Nullable Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.valueFromJdbc(types.get(i), jdbc(parameters.get(i)));
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator = query.execute(tables.context(), values)) {
      for (@Nullable Object[] row = iterator.next(); row != null; row = iterator.next()) {
        @Nullable Object[] converted = new @Nullable Object[row.length];
        for (int i = 0; i < row.length; i++) {
          converted[i] = StoredValues.toReference(query.columns().get(i).type(), row[i]);
        }
        rows.add(converted);
      }
    }
    return rows;
  }

  /** What a program would hand to {@code setObject}. */
  private static @Nullable Object jdbc(Sql.Parameter parameter) {
    Object value = parameter.value();
    if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    } else if (value instanceof BigDecimal number && number.scale() == 0) {
      return switch (parameter.family()) {
        case SMALLINT, INTEGER -> (Object) number.intValueExact();
        case BIGINT -> number.longValueExact();
        default -> number;
      };
    }
    return value;
  }
}
