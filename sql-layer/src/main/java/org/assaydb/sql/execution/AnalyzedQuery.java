package org.assaydb.sql.execution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadCosts;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.PlannedStatement;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN PROOF ANALYZE: runs a query, drops its rows, and gives a row for each operator instead.
 */
public record AnalyzedQuery(CompiledQuery query) implements PlannedStatement.Query {
  private static final List<ResultColumn> COLUMNS =
      List.of(
          column("OPERATOR", ColumnType.of(Kind.VARCHAR, ColumnType.MAX_LENGTH), false),
          column("ROWS", ColumnType.of(Kind.BIGINT), true),
          column("ESTIMATED", ColumnType.of(Kind.BIGINT), true),
          column("MS", ColumnType.decimal(18, 3), true),
          column("WAIT_MS", ColumnType.decimal(18, 3), true),
          column("VERIFY_MS", ColumnType.decimal(18, 3), true),
          column("PROOF_BYTES", ColumnType.of(Kind.BIGINT), true),
          column("TRIPS", ColumnType.of(Kind.INTEGER), true));

  private static ResultColumn column(String name, ColumnType type, boolean nullable) {
    return new ResultColumn(name, type, nullable, "", "");
  }

  @Override
  public List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public List<ColumnType> parameterTypes() {
    return query.parameterTypes();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public List<ReadSpec> firstReads(ExecutionContext context, @Nullable Object[] parameters) {
    return query.firstReads(context, parameters);
  }

  @Override
  public RowIterator execute(ExecutionContext context, @Nullable Object[] parameters) {
    IndexReader reader = context.reader();
    RunProfile profile = new RunProfile(reader::costs);
    ReadCosts before = reader.costs();
    long start = System.nanoTime();
    long rows = 0;
    try (RowIterator result = query.measured(context, parameters, profile)) {
      while (result.next() != null) {
        rows++;
      }
    }
    RunProfile.Figures all = new RunProfile.Figures();
    all.rows = rows;
    all.nanos = System.nanoTime() - start;
    all.reads = reader.costs().minus(before);
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (PlanTree.Line line : PlanTree.of(query, profile)) {
      lines.add(row("  ".repeat(line.depth()) + line.text(), line.figures(), line.estimate()));
    }
    RunProfile.Figures first = profile.of(RunProfile.FIRST_READS);
    if (first != null && first.reads.trips() > 0) {
      lines.add(row("(reads known beforehand, asked for together)", first, null));
    }
    lines.add(row("(all)", all, null));
    IndexAdvice.of(query, profile).forEach(advice -> lines.add(row(advice, null, null)));
    Iterator<@Nullable Object[]> left = lines.iterator();
    return () -> left.hasNext() ? left.next() : null;
  }

  private static @Nullable Object[] row(
      String text, RunProfile.@Nullable Figures figures, @Nullable Double estimate) {
    @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
    row[0] = text;
    row[2] = estimate == null ? null : (Object) Math.round(estimate);
    if (figures != null) {
      row[1] = figures.rows;
      row[3] = millis(figures.nanos);
      ReadCosts reads = figures.reads;
      if (reads.trips() > 0) {
        row[4] = millis(reads.waitNanos());
        row[5] = millis(reads.verifyNanos());
        row[6] = reads.proofBytes();
        row[7] = reads.trips();
      }
    }
    return row;
  }

  private static BigDecimal millis(long nanos) {
    return BigDecimal.valueOf(nanos / 1000, 3);
  }
}
