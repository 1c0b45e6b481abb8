package org.assaydb.jdbc;

import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.PlannedStatement.RowIterator;
import org.jspecify.annotations.Nullable;

/**
 * Digest of an ordered result: d(0) = H(RESULT, columns), d(i) = H(RESULT, d(i-1), row i).
 *
 * @param rows number of rows
 */
record ResultDigest(long rows, Digest digest) {
  /** Reads a result to its end. */
  static ResultDigest of(List<ResultColumn> columns, RowIterator result) {
    ByteWriter scratch = new ByteWriter(1024).varint(columns.size());
    for (ResultColumn column : columns) {
      scratch.string(column.label());
      column.type().encode(scratch);
    }
    Digest digest = Sha256.of(HashTag.RESULT, scratch.toBytes());
    List<ColumnType> types = columns.stream().map(ResultColumn::type).toList();
    long rows = 0;
    for (@Nullable Object[] row = result.next(); row != null; row = result.next()) {
      scratch.reset().digest(digest);
      RowCodec.encode(types, row, scratch);
      digest = Sha256.get().hash(HashTag.RESULT, scratch.buffer(), 0, scratch.size());
      rows++;
    }
    return new ResultDigest(rows, digest);
  }
}
