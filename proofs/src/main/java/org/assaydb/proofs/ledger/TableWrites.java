package org.assaydb.proofs.ledger;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.TableId;

/**
 * All rows that a transaction writes to one table: at most one write per row.
 *
 * @param schemaVersion of the table when the writes were computed; another one aborts with 40001
 */
public record TableWrites(TableId table, int schemaVersion, List<RowWrite> rows) {
  public TableWrites {
    rows = List.copyOf(rows);
  }

  void encode(ByteWriter out) {
    out.varint(table.value()).varint(schemaVersion).varint(rows.size());
    rows.forEach(r -> r.encode(out));
  }

  static TableWrites decode(ByteReader in) {
    TableId table = new TableId(in.varintAtMost(Integer.MAX_VALUE, "table id"));
    int version = in.varintAtMost(Integer.MAX_VALUE, "schema version");
    int count = in.count(2, "row write");
    List<RowWrite> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(RowWrite.decode(in));
    }
    return new TableWrites(table, version, rows);
  }
}
