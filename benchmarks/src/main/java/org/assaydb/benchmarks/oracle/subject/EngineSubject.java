package org.assaydb.benchmarks.oracle.subject;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.planner.DirectPlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/** One variant of our planner and executor. */
public final class EngineSubject implements Subject {
  /** Far more than any generated statement needs, on a busy machine too. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final String name;
  private final PlannerOptions options;
  private final ConvertedQueries converted;
  private @Nullable MemoryTables tables;

  /**
   * A variant of {@link EngineVariants}.
   *
   * @param converted shared by the subjects that run the same queries in one thread
   */
  public EngineSubject(String name, ConvertedQueries converted) {
    this.name = name;
    options = EngineVariants.of(name);
    this.converted = converted;
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
      return new Outcome.Rows(rows(plan(sql, loaded, parameters), loaded, parameters));
    } catch (SqlLayerException e) {
      return Outcome.failure(e.sqlState(), e.getMessage());
    } catch (VerificationException e) {
      return Outcome.failure("0A000", e.getMessage());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return Outcome.broken(e);
    }
  }

  /** What differs only behind the conversion shares it; simple statements are not converted. */
  private PlannedStatement.Query plan(
      String sql, MemoryTables loaded, List<Sql.Parameter> parameters) {
    List<@Nullable ColumnType> given = ParameterValues.types(parameters);
    PlanCounts counts = new PlanCounts(EngineVariants.counts(name, loaded));
    try {
      CompiledQuery direct =
          options.direct()
              ? DirectPlanner.plan(
                  SqlText.parse(sql), loaded.catalog(), given, options.budget(), counts)
              : null;
      return direct == null ? converted.of(sql, loaded, given).compile(options, counts) : direct;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw PlanErrors.planning(e, sql);
    }
  }

  /**
   * Ends what does not end by itself, so that a campaign finds it and goes on. The time of the
   * processor counts: the machine may be busy.
   */
  private static Runnable deadline() {
    long end = System.nanoTime() + LONGEST.toNanos();
    long cpuEnd = CPU.getCurrentThreadCpuTime() + LONGEST.toNanos();
    return () -> {
      if (System.nanoTime() - end > 0 && CPU.getCurrentThreadCpuTime() > cpuEnd) {
        throw new IllegalStateException(
            "did not end in " + LONGEST.toSeconds() + " s of the processor");
      }
    };
  }

  private static List<@Nullable Object[]> rows(
      PlannedStatement.Query query, MemoryTables tables, List<Sql.Parameter> parameters) {
    @Nullable Object[] values = ParameterValues.jdbc(parameters);
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator =
        query.execute(tables.context(deadline()), values)) {
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
}
