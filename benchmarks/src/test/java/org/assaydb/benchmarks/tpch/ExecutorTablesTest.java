package org.assaydb.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.engine.terminal.Style;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTablesTest {
  private static final double SCALE = 0.01;

  private final CalcitePlanner planner = new CalcitePlanner();

  private ExecutorTables tables() throws Exception {
    Style quiet =
        new Style(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
    return ExecutorTables.of(planner, SCALE, quiet);
  }

  @Test
  void givesTheExecutorTheRowsThatDuckDbReads(@TempDir Path directory) throws Exception {
    ExecutorTables tables = tables();
    TpchFiles.write(directory, SCALE);
    try (Connection duckdb = DuckDb.load(directory)) {
      for (int number : new int[] {1, 6, 12}) {
        TpchQuery query = TpchQuery.all(SCALE).get(number - 1);
        PlannedStatement.Query planned =
            (PlannedStatement.Query) planner.plan(query.sql(), tables.catalog());
        ResultRows rows = new ResultRows(LocalDatabase.rows(planned, tables.context()), 0);

        assertThat(rows.difference(ResultRows.of(duckdb, query.sql()), query.order()))
            .as(query.name())
            .isNull();
      }
    }
  }

  @Test
  void servesColumnsAndNotRows() throws Exception {
    ExecutorTables tables = tables();
    IndexDef orders =
        tables.catalog().tables().stream()
            .filter(table -> table.name().equals("ORDERS"))
            .findFirst()
            .orElseThrow()
            .primaryIndex();
    ReadSpec scan =
        new ReadSpec.Scan(
            orders.id(),
            List.of(0, 3),
            tables.sealed().stateHeight(),
            List.of(KeyRange.ALL),
            false,
            Long.MAX_VALUE);
    int rows = 0;
    try (RowCursor cursor = tables.sealed().read(scan)) {
      for (RowBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        rows += batch.rows();
        assertThat(batch.column(3).rows()).isGreaterThanOrEqualTo(batch.rows());
      }
      assertThat(cursor.next()).isFalse();
    }
    assertThat(rows).isEqualTo(15_000);
  }
}
