package org.assaydb.sql.access;

import java.util.List;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Grows a batch value by value; each row needs a value for each column. */
final class RowBuilder {
  private final VectorBuilder[] columns;

  RowBuilder(List<ValueType> types) {
    columns = new VectorBuilder[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new VectorBuilder(types.get(i).layout());
    }
  }

  /** The value of the next row of a column. */
  void add(int column, @Nullable Object value) {
    columns[column].add(value);
  }

  /** All rows of a batch with the same columns. */
  void addAll(Batch batch) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].addAll(batch.column(i), batch.rows());
    }
  }

  /** Rows that are complete, by their last column. */
  int size() {
    return columns[columns.length - 1].size();
  }

  /** Null without a row. */
  @Nullable Batch batch() {
    if (size() == 0) {
      return null;
    }
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = columns[i].build();
    }
    return new Batch(vectors[0].size(), vectors);
  }
}
