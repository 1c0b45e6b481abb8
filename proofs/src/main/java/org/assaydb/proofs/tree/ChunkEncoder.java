package org.assaydb.proofs.tree;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.schema.ColumnType;

/** Encodes chunk after chunk of one index as {@link ColumnCodec} says. Not thread safe. */
public final class ChunkEncoder {
  private static final int DELETE = EntryKind.DELETE.code();

  private final ColumnBuilder[] columns;

  /**
   * @param types of the value columns, in order
   */
  public ChunkEncoder(List<ColumnType> types) {
    columns = new ColumnBuilder[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnBuilder(types.get(i));
    }
  }

  /** All columns of a chunk: the system column, then the value columns in order. */
  public List<byte[]> encode(ChunkRows rows) {
    for (ColumnBuilder column : columns) {
      column.reset(rows.size());
    }
    byte[] contents = rows.contents();
    int nulls = (columns.length + 7) / 8;
    ByteReader in = new ByteReader(contents, 0, rows.valuesTo(rows.size() - 1));
    for (int row = 0; row < rows.size(); row++) {
      int from = rows.valuesFrom(row);
      in.skip(from - in.position());
      if (rows.kind(row) == DELETE) {
        for (ColumnBuilder column : columns) {
          column.addNull();
        }
      } else {
        in.skip(nulls);
        split(contents, from, in);
      }
      if (in.position() != rows.valuesTo(row)) {
        throw VerificationException.malformed("values of a row");
      }
    }
    List<byte[]> out = new ArrayList<>(columns.length + 1);
    out.add(SystemColumn.encode(rows));
    for (ColumnBuilder column : columns) {
      out.add(column.encode(contents));
    }
    return out;
  }

  private void split(byte[] contents, int nulls, ByteReader in) {
    for (int i = 0; i < columns.length; i++) {
      if ((contents[nulls + (i >> 3)] >> (i & 7) & 1) == 0) {
        columns[i].add(in);
      } else {
        columns[i].addNull();
      }
    }
  }
}
