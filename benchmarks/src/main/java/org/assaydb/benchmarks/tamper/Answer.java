package org.assaydb.benchmarks.tamper;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;

/** Everything that a read returns, as one number. */
final class Answer {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private long digest = 1;

  private Answer() {}

  static long of(IndexReader reader, ReadSpec spec) {
    Answer answer = new Answer();
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      answer.totals(reader.aggregate(aggregate), aggregate.columns());
    } else {
      answer.rows(reader.read(spec), spec.columns());
    }
    return answer.digest;
  }

  private void rows(RowCursor cursor, List<Integer> columns) {
    while (cursor.next()) {
      add(Arrays.hashCode(cursor.key().bytes()));
      add(cursor.version().packed());
      add(cursor.kind().ordinal());
      for (int column : columns) {
        add(cursor.kind().isPut() ? Objects.hashCode(cursor.value(column)) : 0);
      }
    }
  }

  private void totals(AggregateCursor cursor, List<Integer> columns) {
    while (cursor.next()) {
      add(Arrays.hashCode(cursor.group().bytes()));
      add(cursor.live());
      columns.forEach(column -> add(cursor.sum(column).hashCode()));
    }
  }

  private void add(long part) {
    digest = Long.rotateLeft((digest ^ part) * FACTOR, 29);
  }
}
