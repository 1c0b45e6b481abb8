package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** What several operators do with batches. */
final class Batches {
  /** Type of a column that says which row of its input a row was. */
  static final ValueType SEQUENCE = ValueType.of(Kind.BIGINT);

  private Batches() {}

  static Vector[] evaluate(List<Expression> expressions, Batch batch, Evaluation evaluation) {
    Vector[] columns = new Vector[expressions.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = expressions.get(i).evaluate(batch, evaluation);
    }
    return columns;
  }

  /** All columns of a batch. */
  static Vector[] columns(Batch batch) {
    return batch.columns().toArray(Vector[]::new);
  }

  static List<ValueType> types(List<Expression> expressions) {
    return expressions.stream().map(Expression::type).toList();
  }

  static List<ValueType> concat(List<ValueType> left, List<ValueType> right) {
    List<ValueType> all = new ArrayList<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }

  /** The batch with one more column: {@code first}, {@code first + 1} ... */
  static Batch numbered(Batch batch, long first) {
    long[] numbers = new long[batch.rows()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = first + i;
    }
    return batch.beside(new Batch(batch.rows(), new LongVector(numbers, numbers.length, null)));
  }

  static Batch empty(List<ValueType> types) {
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = Vectors.nulls(types.get(c).layout(), 0);
    }
    return new Batch(0, columns);
  }

  /** The first columns of a batch. */
  static Batch firstColumns(Batch batch, int count) {
    return batch.width() == count
        ? batch
        : new Batch(batch.rows(), batch.columns().subList(0, count));
  }

  static RowSource source(SpilledRows rows) {
    SpilledRows.Reader reader = rows.read();
    return new RowSource() {
      @Override
      public @Nullable Batch next() {
        return reader.next();
      }

      @Override
      public void close() {}
    };
  }
}
