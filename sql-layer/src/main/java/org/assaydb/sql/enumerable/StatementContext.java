package org.assaydb.sql.enumerable;

import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What generated code sees of one execution: parameters as {@code ?0, ?1, ...}, the time of the
 * snapshot, objects of the plan. Locale and zone are fixed: nothing of the host shows through.
 */
public final class StatementContext implements DataContext {
  /** For folding constants at planning time: no parameters, no time, no tables. */
  public static final DataContext CONSTANTS = new StatementContext(null, new Object[0], Map.of());

  /** Plan object under which the schema of computed tables is found. */
  public static final String ROOT_SCHEMA = "$SCHEMA";

  private final @Nullable ExecutionContext execution;
  private final @Nullable Object[] parameters;
  private final Map<String, Object> planObjects;

  /** {@code parameters} in the run-time representation of generated code. */
  public StatementContext(
      @Nullable ExecutionContext execution,
      @Nullable Object[] parameters,
      Map<String, Object> planObjects) {
    this.execution = execution;
    this.parameters = parameters;
    this.planObjects = planObjects;
  }

  public ExecutionContext execution() {
    if (execution == null) {
      throw new IllegalStateException("no table is read while constants are folded");
    }
    return execution;
  }

  public @Nullable Object parameter(int index) {
    return parameters[index];
  }

  @Override
  public @Nullable Object get(String name) {
    if (name.startsWith("?")) {
      return parameters[Integer.parseInt(name.substring(1))];
    }
    if (name.equals(Variable.TIME_ZONE.camelName)) {
      return TimeZone.getTimeZone("UTC");
    }
    if (name.equals(Variable.LOCALE.camelName)) {
      return Locale.ROOT;
    }
    if (name.equals(Variable.CURRENT_TIMESTAMP.camelName)
        || name.equals(Variable.LOCAL_TIMESTAMP.camelName)
        || name.equals(Variable.UTC_TIMESTAMP.camelName)) {
      return execution().timeMs();
    }
    return planObjects.get(name);
  }

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return (SchemaPlus) planObjects.get(ROOT_SCHEMA);
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return new JavaTypeFactoryImpl(SqlTypes.SYSTEM);
  }

  @Override
  public @Nullable QueryProvider getQueryProvider() {
    return null;
  }
}
