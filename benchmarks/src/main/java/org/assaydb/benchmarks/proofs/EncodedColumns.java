package org.assaydb.benchmarks.proofs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;

/** What the columns of a scan take in their canonical encodings, without any proof. */
final class EncodedColumns {
  private static final int CHUNK_ROWS = 1_024;

  private EncodedColumns() {}

  /** Bytes of the columns read and of the system column, for so many rows of the wide table. */
  static Map<String, Object> of(int rows) {
    BenchTable table = ProofTables.wide();
    long values = 0;
    long system = 0;
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      List<Entry> entries = table.inserts(from, Math.min(rows, from + CHUNK_ROWS), 1);
      List<byte[]> columns = ColumnCodec.encodeChunk(table.schema().valueTypes(), entries);
      system += columns.get(0).length;
      for (int column : ProofCases.SCANNED) {
        values += columns.get(1 + column).length;
      }
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("encodedColumnBytes", values);
    fields.put("encodedSystemColumnBytes", system);
    return fields;
  }
}
