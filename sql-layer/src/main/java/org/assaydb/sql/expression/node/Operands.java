package org.assaydb.sql.expression.node;

import java.util.BitSet;
import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** What expressions with operands have in common. */
final class Operands {
  private static final Vector UNUSED = Vectors.nulls(Layout.OBJECT, 0);

  private Operands() {}

  /** Columns that one of the operands looks at; null when it may be any. */
  static int @Nullable [] columns(List<? extends Expression> operands) {
    BitSet all = new BitSet();
    for (Expression operand : operands) {
      int[] columns = operand.columns();
      if (columns == null) {
        return null;
      }
      for (int column : columns) {
        all.set(column);
      }
    }
    return all.stream().toArray();
  }

  static boolean canFail(List<? extends Expression> operands) {
    return operands.stream().anyMatch(Expression::canFail);
  }

  static boolean areFixed(List<? extends Expression> operands) {
    return operands.stream().allMatch(FixedExpression.class::isInstance);
  }

  /**
   * Chosen rows of a batch for one expression.
   *
   * @param rows places, as many as the new batch has rows
   */
  static Batch chosen(Batch batch, int[] rows, int count, Expression expression) {
    int[] columns = expression.columns();
    if (columns == null) {
      return batch.gather(rows, count);
    }
    Vector[] taken = new Vector[batch.width()];
    java.util.Arrays.fill(taken, UNUSED);
    for (int column : columns) {
      taken[column] = batch.column(column).gather(rows, count);
    }
    return new Batch(count, taken);
  }

  /**
   * Whether an expression is to be evaluated for chosen rows only: when others could fail, and when
   * that is less work.
   */
  static boolean choose(Expression expression, int count, int rows) {
    return count < rows
        && !(expression instanceof FixedExpression)
        && (expression.canFail() || count <= rows / 4);
  }
}
