package org.assaydb.sql.subquery;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The outer values that a sub-query uses.
 *
 * @param correlations numbers of the variables that stand for the row at hand; none when it is not
 *     used
 * @param width number of columns of that row
 * @param columns its columns that are used, ascending
 * @param types of these columns
 * @param farther fields of rows farther out, fixed while the surrounding query runs
 */
public record OuterFields(
    List<Integer> correlations,
    int width,
    int[] columns,
    List<ValueType> types,
    List<Field> farther) {
  /** One field of the row of a correlation variable. */
  public record Field(int correlation, int field) {}

  public OuterFields {
    correlations = List.copyOf(correlations);
    types = List.copyOf(types);
    farther = List.copyOf(farther);
  }

  boolean perRow() {
    return columns.length > 0;
  }

  /** The columns of a batch that are used. */
  Vector[] of(Batch batch) {
    Vector[] used = new Vector[columns.length];
    for (int i = 0; i < used.length; i++) {
      used[i] = batch.column(columns[i]);
    }
    return used;
  }

  /** What a run sees for one row, the used fields of which are given. */
  Evaluation bound(Evaluation evaluation, Vector[] used, int row) {
    @Nullable Object[] values = new @Nullable Object[width];
    for (int i = 0; i < used.length; i++) {
      values[columns[i]] = used[i].value(row);
    }
    Evaluation bound = evaluation;
    for (int correlation : correlations) {
      bound = bound.withOuter(correlation, values);
    }
    return bound;
  }

  /** Values of the rows farther out, as a key. */
  List<@Nullable Object> fartherValues(Evaluation evaluation) {
    List<@Nullable Object> values = new ArrayList<>(farther.size());
    for (Field field : farther) {
      Object value = evaluation.outer(field.correlation(), field.field());
      values.add(value instanceof byte[] bytes ? java.nio.ByteBuffer.wrap(bytes) : value);
    }
    return values;
  }
}
