package org.assaydb.benchmarks.oracle.subject;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.CalciteException;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.Sql;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.reference.ReferenceException;
import org.assaydb.benchmarks.oracle.reference.ReferenceInterpreter;
import org.assaydb.benchmarks.oracle.reference.UnknownConstructException;
import org.assaydb.proofs.VerificationException;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** The reference interpreter over the plan that the front end makes. */
public final class ReferenceSubject implements Subject {
  private static final LocalDateTime NOW =
      LocalDateTime.ofEpochSecond(
          Math.floorDiv(MemoryTables.TIME_MS, 1000L),
          (int) Math.floorMod(MemoryTables.TIME_MS, 1000L) * 1_000_000,
          ZoneOffset.UTC);

  private final ConvertedQueries converted;
  private @Nullable MemoryTables tables;

  public ReferenceSubject(ConvertedQueries converted) {
    this.converted = converted;
  }

  @Override
  public String name() {
    return "reference";
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
    @Nullable Object[] values = new @Nullable Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.get(i).value();
    }
    try {
      RelNode plan = converted.of(sql, loaded, ParameterValues.types(parameters)).root();
      return new Outcome.Rows(ReferenceInterpreter.run(plan, loaded.reference(), values, NOW));
    } catch (ReferenceException e) {
      return Outcome.failure(e.sqlState(), e.getMessage());
    } catch (UnknownConstructException e) {
      return Outcome.failure("0A000", "reference: " + e.getMessage());
    } catch (SqlLayerException e) {
      return Outcome.failure(e.sqlState(), e.getMessage());
    } catch (VerificationException | CalciteException e) {
      return Outcome.failure("42000", e.getMessage());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Outcome.broken(e);
    }
  }
}
