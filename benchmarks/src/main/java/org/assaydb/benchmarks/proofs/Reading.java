package org.assaydb.benchmarks.proofs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.tree.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Runs a read to its end. */
public final class Reading {
  /** Kinds whose values are no whole numbers, though they stand in longs. */
  private static final Set<ColumnType.Kind> OTHERS =
      EnumSet.of(ColumnType.Kind.BOOLEAN, ColumnType.Kind.DOUBLE);

  private Reading() {}

  /** Everything that the read returns: values, or group, live count and sums. */
  static List<@Nullable Object> answer(IndexReader reader, ReadSpec spec) {
    List<@Nullable Object> answer = new ArrayList<>();
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      AggregateCursor cursor = reader.aggregate(aggregate);
      while (cursor.next()) {
        answer.add(cursor.group());
        answer.add(cursor.live());
        aggregate.columns().forEach(column -> answer.add(cursor.sum(column)));
      }
    } else {
      RowCursor cursor = reader.read(spec);
      while (cursor.next()) {
        spec.columns().forEach(column -> answer.add(cursor.value(column)));
      }
    }
    return answer;
  }

  /**
   * Takes every value, as an application would, and does nothing with it.
   *
   * @return a number that depends on each of them, of a text on its length
   */
  public static long run(IndexReader reader, ReadSpec spec) {
    return spec instanceof ReadSpec.Aggregate aggregate
        ? totals(reader.aggregate(aggregate), aggregate.columns())
        : rows(reader.read(spec), spec.columns());
  }

  private static long rows(RowCursor cursor, List<Integer> columns) {
    long sum = 1;
    while (true) {
      RowBatch batch = cursor.nextBatch();
      if (batch != null) {
        sum += batch(batch, columns);
      } else if (cursor.next()) {
        for (int i = 0; i < columns.size(); i++) {
          sum += hash(i, cursor.value(columns.get(i)));
        }
      } else {
        return sum;
      }
    }
  }

  /** Column by column, numbers without an object each. */
  private static long batch(RowBatch batch, List<Integer> columns) {
    long sum = 0;
    for (int i = 0; i < columns.size(); i++) {
      ColumnVector vector = batch.column(columns.get(i));
      boolean numbers =
          ColumnVector.isNumeric(vector.type()) && !OTHERS.contains(vector.type().kind());
      for (int row = 0; row < batch.rows(); row++) {
        int place = batch.place(row);
        sum +=
            !numbers || vector.isNull(place)
                ? hash(i, vector.value(place))
                : hash(i, vector.longs()[place]);
      }
    }
    return sum;
  }

  private static long hash(int column, @Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return hash(column, decimal.unscaledValue().longValue());
    }
    if (value instanceof String text) {
      return hash(column, text.length());
    }
    return value instanceof Number number
        ? hash(column, number.longValue())
        : hash(column, (long) Objects.hashCode(value));
  }

  private static long hash(int column, long value) {
    return (value + column) * 0x9E3779B97F4A7C15L;
  }

  private static long totals(AggregateCursor cursor, List<Integer> columns) {
    long sum = 1;
    while (cursor.next()) {
      sum = 31 * (31 * sum + cursor.group().hashCode()) + cursor.live();
      for (int i = 0; i < columns.size(); i++) {
        sum = 31 * sum + cursor.sum(columns.get(i)).hashCode();
      }
    }
    return sum;
  }
}
