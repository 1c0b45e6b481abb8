package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the rows.
 *
 * @param offset how many first rows to leave out; an exact number over no columns, null or NULL for
 *     none
 * @param fetch how many rows then to give at most; likewise, null or NULL for all
 */
public record LimitPlan(Plan input, @Nullable Expression offset, @Nullable Expression fetch)
    implements Plan {
  @Override
  public List<ValueType> types() {
    return input.types();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  @Override
  public String describe() {
    return "Limit" + describe(offset, fetch);
  }

  static String describe(@Nullable Expression offset, @Nullable Expression fetch) {
    return (offset == null ? "" : " offset " + offset) + (fetch == null ? "" : " fetch " + fetch);
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new Run(evaluation);
  }

  private final class Run implements RowSource {
    private final RowSource rows;
    private long toSkip;
    private long toGive;

    private Run(Evaluation evaluation) {
      toSkip = RowCount.offset(offset, evaluation);
      toGive = RowCount.fetch(fetch, evaluation);
      rows = input.open(evaluation);
    }

    @Override
    public @Nullable Batch next() {
      while (toGive > 0) {
        Batch batch = rows.next();
        if (batch == null) {
          return null;
        }
        int skipped = (int) Math.min(toSkip, batch.rows());
        toSkip -= skipped;
        int given = (int) Math.min(toGive, batch.rows() - skipped);
        toGive -= given;
        if (given > 0) {
          return batch.slice(skipped, given);
        }
      }
      return null;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
