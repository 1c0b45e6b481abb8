package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Plans and expressions for tests of operators. */
final class Samples {
  private Samples() {}

  /** A plan of given rows, in batches of given sizes (the last size again and again). */
  record Rows(List<ValueType> types, List<List<@Nullable Object>> rows, int... sizes)
      implements Plan {
    @Override
    public RowSource start(Evaluation evaluation) {
      return new RowSource() {
        private int next;
        private int batches;

        @Override
        public @Nullable Batch next() {
          int size = sizes.length == 0 ? 1000 : sizes[Math.min(batches++, sizes.length - 1)];
          int from = next;
          next = Math.min(rows.size(), from + size);
          return from == next ? null : SampleRows.batch(types, rows.subList(from, next));
        }

        @Override
        public void close() {
          next = rows.size();
        }
      };
    }

    @Override
    public List<Plan> inputs() {
      return List.of();
    }

    @Override
    public String describe() {
      return "Rows";
    }
  }

  record Column(int index, ValueType type) implements Expression {
    @Override
    public Vector evaluate(Batch batch, Evaluation evaluation) {
      return batch.column(index);
    }

    @Override
    public boolean canFail() {
      return false;
    }
  }

  /** A function of the whole row. */
  record Computed(ValueType type, Function<List<@Nullable Object>, @Nullable Object> function)
      implements Expression {
    @Override
    public Vector evaluate(Batch batch, Evaluation evaluation) {
      VectorBuilder builder = new VectorBuilder(type.layout());
      for (int i = 0; i < batch.rows(); i++) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Vector column : batch.columns()) {
          row.add(column.value(i));
        }
        builder.add(function.apply(row));
      }
      return builder.build();
    }

    @Override
    public boolean canFail() {
      return true;
    }
  }

  static Rows plan(List<ValueType> types, List<List<@Nullable Object>> rows, Random random) {
    return new Rows(types, rows, 1 + random.nextInt(5), 1 + random.nextInt(20));
  }

  static Evaluation evaluation(Workspace workspace) {
    return new Evaluation(null, new Object[0], workspace);
  }

  /** All rows of a plan; no batch is empty, and memory and files are given back. */
  static List<List<@Nullable Object>> run(Plan plan, long budgetBytes) {
    try (Workspace workspace = new Workspace(budgetBytes, () -> {})) {
      List<List<@Nullable Object>> all = new ArrayList<>();
      RowSource rows = plan.open(evaluation(workspace));
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        if (batch.rows() == 0 || batch.width() != plan.types().size()) {
          throw new AssertionError(batch.rows() + " rows, " + batch.width() + " columns");
        }
        for (int c = 0; c < batch.width(); c++) {
          Vector column = batch.column(c);
          if (column.size() != batch.rows() || column.layout() != plan.types().get(c).layout()) {
            throw new AssertionError("column " + c + " is no column of the batch");
          }
        }
        all.addAll(SampleRows.rows(batch));
      }
      if (rows.next() != null) {
        throw new AssertionError("rows after the end");
      }
      rows.close();
      rows.close();
      if (workspace.reservedBytes() != 0 || workspace.openFiles() != 0) {
        throw new AssertionError(
            workspace.reservedBytes() + " bytes, " + workspace.openFiles() + " files left");
      }
      return all;
    }
  }
}
