package org.assaydb.proofs.schema;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * An index of a table. Column numbers are ordinals in {@link TableDef#columns()}.
 *
 * @param id 0 in a definition that a client proposes; assigned by the ledger
 * @param unique whether no two live rows may agree on all key parts (rows with a NULL part never
 *     clash); always true for the primary index
 * @param keyParts key columns in order; empty only for the primary index of a table without a
 *     primary key, whose key is the hidden row id
 * @param included further columns held in the values of a secondary index; empty for the primary
 *     index, which holds every column
 */
public record IndexDef(
    IndexId id,
    String name,
    boolean primary,
    boolean unique,
    List<KeyPart> keyParts,
    List<Integer> included) {

  /** One key column, in ascending or descending order; NULL first when ascending. */
  public record KeyPart(int column, boolean descending) {}

  public IndexDef {
    keyParts = List.copyOf(keyParts);
    included = List.copyOf(included);
  }

  public void encode(ByteWriter out) {
    out.varint(id.value()).string(name).bool(primary).bool(unique).varint(keyParts.size());
    keyParts.forEach(p -> out.varint(p.column()).bool(p.descending()));
    out.varint(included.size());
    included.forEach(out::varint);
  }

  public static IndexDef decode(ByteReader in) {
    IndexId id = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
    String name = in.string(Column.MAX_NAME_BYTES, "index name");
    boolean primary = in.bool();
    boolean unique = in.bool();
    int parts = in.count(2, "key part");
    List<KeyPart> keyParts = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      keyParts.add(new KeyPart(in.varintAtMost(TableDef.MAX_COLUMNS, "column"), in.bool()));
    }
    int more = in.count(1, "included column");
    List<Integer> included = new ArrayList<>(more);
    for (int i = 0; i < more; i++) {
      included.add(in.varintAtMost(TableDef.MAX_COLUMNS, "column"));
    }
    return new IndexDef(id, name, primary, unique, keyParts, included);
  }

  /** Copy under the number that the ledger assigned. */
  public IndexDef withId(IndexId assigned) {
    return new IndexDef(assigned, name, primary, unique, keyParts, included);
  }
}
