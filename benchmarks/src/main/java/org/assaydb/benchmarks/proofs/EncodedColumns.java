package org.assaydb.benchmarks.proofs;

import java.util.List;
import java.util.Map;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;

/**
 * Bytes that the columns of a scan take in their canonical encodings, without any proof.
 *
 * @param values of the columns read
 * @param system of the system column
 */
record EncodedColumns(int values, int system) {
  private static final int CHUNK_ROWS = 1_024;

  /** For so many rows of the wide table. */
  static EncodedColumns of(int rows) {
    BenchTable table = ProofTables.wide();
    int values = 0;
    int system = 0;
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      List<Entry> entries = table.inserts(from, Math.min(rows, from + CHUNK_ROWS), 1);
      List<byte[]> columns = ColumnCodec.encodeChunk(table.schema().valueTypes(), entries);
      system += columns.get(0).length;
      for (int column : ProofCases.SCANNED) {
        values += columns.get(1 + column).length;
      }
    }
    return new EncodedColumns(values, system);
  }

  /** For JSON. */
  Map<String, Object> fields() {
    return Map.of("encodedColumnBytes", values, "encodedSystemColumnBytes", system);
  }
}
