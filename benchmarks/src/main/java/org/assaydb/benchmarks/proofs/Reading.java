package org.assaydb.benchmarks.proofs;

import java.util.List;
import java.util.Objects;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;

/** Runs a read to its end and takes every value, as an application would. */
public final class Reading {
  private Reading() {}

  /** A number that depends on everything that the read returned. */
  public static long run(IndexReader reader, ReadSpec spec) {
    return spec instanceof ReadSpec.Aggregate aggregate
        ? totals(reader.aggregate(aggregate), aggregate.columns())
        : rows(reader.read(spec), spec.columns());
  }

  private static long rows(RowCursor cursor, List<Integer> columns) {
    long sum = 1;
    while (cursor.next()) {
      for (int i = 0; i < columns.size(); i++) {
        sum = 31 * sum + Objects.hashCode(cursor.value(columns.get(i)));
      }
    }
    return sum;
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
