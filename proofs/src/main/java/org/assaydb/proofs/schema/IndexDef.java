package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

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
 * @param groupedParts number of leading key parts whose values the index is grouped by; 0 for none
 * @param summarized columns whose signed sums every node carries (SUMMARIZE); exact numeric types
 *     of at most 26 digits, so that no sum leaves 128 bits
 * @param skipped columns whose least and greatest value and NULL count every node carries (SKIP)
 * @param validFrom height of the block that created the index: no snapshot before it can be read
 *     through it. 0 in a definition that a client proposes; assigned by the ledger
 */
public record IndexDef(
    IndexId id,
    String name,
    boolean primary,
    boolean unique,
    List<KeyPart> keyParts,
    List<Integer> included,
    int groupedParts,
    List<Integer> summarized,
    List<Integer> skipped,
    long validFrom) {
  /** Most columns that one index may summarize, and most that it may skip by. */
  public static final int MAX_SUMMARY_COLUMNS = 8;

  /** An index that is only proposed. */
  public IndexDef(
      IndexId id,
      String name,
      boolean primary,
      boolean unique,
      List<KeyPart> keyParts,
      List<Integer> included,
      int groupedParts,
      List<Integer> summarized,
      List<Integer> skipped) {
    this(id, name, primary, unique, keyParts, included, groupedParts, summarized, skipped, 0);
  }

  /** A proposed index without summary columns and groups. */
  public IndexDef(
      IndexId id,
      String name,
      boolean primary,
      boolean unique,
      List<KeyPart> keyParts,
      List<Integer> included) {
    this(id, name, primary, unique, keyParts, included, 0, List.of(), List.of());
  }

  /** One key column, in ascending or descending order; NULL first when ascending. */
  public record KeyPart(int column, boolean descending) {}

  public IndexDef {
    keyParts = List.copyOf(keyParts);
    included = List.copyOf(included);
    summarized = List.copyOf(summarized);
    skipped = List.copyOf(skipped);
    require(groupedParts >= 0 && groupedParts <= keyParts.size(), MALFORMED, "grouped key parts");
    boolean few = summarized.size() <= MAX_SUMMARY_COLUMNS && skipped.size() <= MAX_SUMMARY_COLUMNS;
    require(few, LIMIT_EXCEEDED, "more than " + MAX_SUMMARY_COLUMNS + " summary columns");
    require(validFrom >= 0, MALFORMED, "height of an index");
  }

  public void encode(ByteWriter out) {
    out.varint(id.value()).string(name).bool(primary).bool(unique).varint(keyParts.size());
    keyParts.forEach(p -> out.varint(p.column()).bool(p.descending()));
    out.varint(included.size());
    included.forEach(out::varint);
    out.varint(groupedParts).varint(summarized.size());
    summarized.forEach(out::varint);
    out.varint(skipped.size());
    skipped.forEach(out::varint);
    out.varint(validFrom);
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
    List<Integer> included = decodeColumns(in, "included column");
    int grouped = in.varintAtMost(TableDef.MAX_COLUMNS, "grouped key parts");
    List<Integer> summarized = decodeColumns(in, "summarized column");
    List<Integer> skipped = decodeColumns(in, "skipped column");
    long validFrom = in.varintNonNegative("valid-from height");
    return new IndexDef(
        id, name, primary, unique, keyParts, included, grouped, summarized, skipped, validFrom);
  }

  private static List<Integer> decodeColumns(ByteReader in, String what) {
    int count = in.count(1, what);
    List<Integer> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(in.varintAtMost(TableDef.MAX_COLUMNS, what));
    }
    return columns;
  }

  /** Copy under the number that the ledger assigned, created by the block at {@code height}. */
  public IndexDef createdAs(IndexId assigned, long height) {
    return new IndexDef(
        assigned,
        name,
        primary,
        unique,
        keyParts,
        included,
        groupedParts,
        summarized,
        skipped,
        height);
  }
}
