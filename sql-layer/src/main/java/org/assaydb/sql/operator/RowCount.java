package org.assaydb.sql.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Numbers of rows in LIMIT, FETCH and OFFSET. */
public final class RowCount {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private RowCount() {}

  /** Rows to give at most; no expression and NULL stand for all. */
  public static long fetch(@Nullable Expression expression, Evaluation evaluation) {
    BigInteger count = value(expression, evaluation);
    return count == null ? Long.MAX_VALUE : checked(count, SqlStates.INVALID_LIMIT, "LIMIT");
  }

  /** Rows to pass over; no expression and NULL stand for none. */
  public static long offset(@Nullable Expression expression, Evaluation evaluation) {
    BigInteger count = value(expression, evaluation);
    return count == null ? 0 : checked(count, SqlStates.INVALID_OFFSET, "OFFSET");
  }

  /** Numbers beyond all rows that there can be are as good as the greatest long. */
  private static long checked(BigInteger count, String sqlState, String clause) {
    if (count.signum() < 0) {
      throw new SqlLayerException(sqlState, clause + " must not be negative: " + count);
    }
    return count.min(MOST).longValue();
  }

  /** The number, rounded to a whole one as PostgreSQL's cast to BIGINT does. */
  private static @Nullable BigInteger value(
      @Nullable Expression expression, Evaluation evaluation) {
    if (expression == null) {
      return null;
    }
    Object value = expression.evaluate(new Batch(1), evaluation).value(0);
    if (value == null) {
      return null;
    } else if (value instanceof Long number) {
      return BigInteger.valueOf(number);
    } else if (value instanceof BigInteger unscaled) {
      return new BigDecimal(unscaled, expression.type().scale())
          .setScale(0, RoundingMode.HALF_UP)
          .toBigInteger();
    }
    throw new IllegalArgumentException("number of rows of type " + expression.type());
  }
}
