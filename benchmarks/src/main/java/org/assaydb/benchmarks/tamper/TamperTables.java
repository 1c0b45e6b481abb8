package org.assaydb.benchmarks.tamper;

import java.util.List;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;

/** Two tables of (GRP, ID, NAME, AMOUNT, CODE) whose indexes between them have every feature. */
final class TamperTables {
  static final int GRP = 0;
  static final int ID = 1;
  static final int NAME = 2;
  static final int AMOUNT = 3;
  static final int CODE = 4;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("GRP", ColumnType.of(Kind.INTEGER), false, null),
          new Column("ID", ColumnType.of(Kind.INTEGER), false, null),
          new Column("NAME", ColumnType.of(Kind.VARCHAR, 40), true, null),
          new Column("AMOUNT", ColumnType.decimal(12, 2), true, null),
          new Column("CODE", ColumnType.of(Kind.INTEGER), true, null));

  /** A plain primary index, and a secondary one with sums and bounds. */
  static final TableDef PLAIN =
      table(
          1,
          index(3, true, List.of(key(ID)), 0, List.of(), List.of()),
          index(5, false, List.of(descending(NAME)), 0, List.of(AMOUNT), List.of(CODE)));

  /** A primary index grouped by GRP with sums and bounds, and a plain secondary one. */
  static final TableDef GROUPED =
      table(
          2,
          index(8, true, List.of(key(GRP), key(ID)), 1, List.of(AMOUNT), List.of(NAME, CODE)),
          index(9, false, List.of(key(CODE)), 1, List.of(), List.of()));

  private TamperTables() {}

  private static TableDef table(int id, IndexDef... indexes) {
    return new TableDef(new TableId(id), 1, "PUBLIC", "T" + id, COLUMNS, List.of(indexes));
  }

  private static IndexDef index(
      int id, boolean primary, List<KeyPart> parts, int grouped, List<Integer> s, List<Integer> b) {
    return new IndexDef(
        new IndexId(id),
        "I" + id,
        primary,
        primary,
        parts,
        primary ? List.of() : included(parts),
        grouped,
        s,
        b);
  }

  /** What an index needs beside its own key to hold amounts and codes. */
  private static List<Integer> included(List<KeyPart> parts) {
    List<Integer> keys = parts.stream().map(KeyPart::column).toList();
    return List.of(AMOUNT, CODE).stream().filter(c -> !keys.contains(c)).toList();
  }

  private static KeyPart key(int column) {
    return new KeyPart(column, false);
  }

  private static KeyPart descending(int column) {
    return new KeyPart(column, true);
  }
}
