package org.assaydb.proofs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.read.RowEntries.IndexEntry;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one change of a row leaves in a primary index, a summarizing one and a plain one. */
class RowEntriesTest {
  private static final ColumnType INTEGER = ColumnType.of(ColumnType.Kind.INTEGER);
  private static final TableDef TABLE =
      new TableDef(
          new TableId(4),
          1,
          "PUBLIC",
          "VISIT",
          List.of(
              new Column("ID", INTEGER, false, null),
              new Column("WARD", INTEGER, true, null),
              new Column("COST", INTEGER, true, null),
              new Column("NIGHTS", INTEGER, true, null)),
          List.of(
              new IndexDef(
                  new IndexId(7), "PK", true, true, List.of(new KeyPart(0, false)), List.of()),
              new IndexDef(
                  new IndexId(8),
                  "COSTS",
                  false,
                  false,
                  List.of(new KeyPart(1, false)),
                  List.of(2, 3),
                  0,
                  List.of(2, 3),
                  List.of()),
              new IndexDef(
                  new IndexId(9),
                  "BY_WARD",
                  false,
                  false,
                  List.of(new KeyPart(1, true)),
                  List.of())));
  private static final IndexSchema PRIMARY = IndexSchema.of(TABLE, TABLE.indexes().get(0));
  private static final IndexSchema COSTS = IndexSchema.of(TABLE, TABLE.indexes().get(1));
  private static final Version VERSION = Version.of(5, 6);

  private static RowImage row(@Nullable Object... columns) {
    return new RowImage(KeyCodec.primaryKey(PRIMARY, columns), columns);
  }

  private static List<String> steps(@Nullable RowImage before, @Nullable RowImage after) {
    List<String> steps = new ArrayList<>();
    for (IndexEntry one : new RowEntries(TABLE).derive(before, after, VERSION)) {
      Entry entry = one.entry();
      assertThat(entry.version()).isEqualTo(VERSION);
      String sums = entry.deltas().length == 0 ? "" : " " + sums(entry);
      steps.add(one.index().value() + " " + entry.kind() + sums);
    }
    return steps;
  }

  /** Counts and sums of COST and NIGHTS. */
  private static List<ColumnSum> sums(Entry entry) {
    ByteReader in = new ByteReader(entry.deltas(), 0, entry.deltas().length);
    List<ColumnSum> sums = List.of(ColumnSum.decode(in, 9), ColumnSum.decode(in, 9));
    in.end();
    return sums;
  }

  private static String sums(long costs, long cost, long nights, long sumOfNights) {
    return " "
        + List.of(
            new ColumnSum(costs, Int128.of(cost)), new ColumnSum(nights, Int128.of(sumOfNights)));
  }

  @Test
  void anInsertAndADeleteStandInEveryIndex() {
    RowImage row = row(1, 3, 40, null);
    assertThat(steps(null, row))
        .containsExactly("7 INSERT", "8 INSERT" + sums(1, 40, 0, 0), "9 INSERT");
    assertThat(steps(row, null))
        .containsExactly("7 DELETE", "8 DELETE" + sums(-1, -40, 0, 0), "9 DELETE");
    assertThat(steps(null, null)).isEmpty();
  }

  @Test
  void anUpdateStandsWhereKeyOrValuesChange() {
    RowImage row = row(1, 3, 40, null);
    assertThat(steps(row, row(1, 3, 40, null))).isEmpty();
    assertThat(steps(row, row(1, 3, 47, 2)))
        .containsExactly("7 UPDATE", "8 UPDATE" + sums(0, 7, 1, 2));
    assertThat(steps(row, row(1, 4, 40, 2)))
        .containsExactly(
            "7 UPDATE",
            "8 DELETE" + sums(-1, -40, 0, 0),
            "8 INSERT" + sums(1, 40, 1, 2),
            "9 DELETE",
            "9 INSERT");
  }

  @Test
  void aRowThatIsNewToAnIndexIsAnInsertion() {
    RowImage row = row(1, 3, 40, 2);
    for (int i = 0; i < 3; i++) {
      IndexSchema index = IndexSchema.of(TABLE, TABLE.indexes().get(i));
      Entry derived = new RowEntries(TABLE).derive(null, row, VERSION).get(i).entry();
      Entry inserted = RowEntries.insertion(index, row, VERSION);
      assertThat(inserted).usingRecursiveComparison().isEqualTo(derived);
      assertThat(inserted.kind()).isEqualTo(EntryKind.INSERT);
      assertThat(inserted.key()).isEqualTo(RowEntries.keyIn(index, row));
    }
    assertThat(
            RowCodec.decode(COSTS.valueTypes(), RowEntries.insertion(COSTS, row, VERSION).values()))
        .containsExactly(3, 1, 40, 2);
  }

  @Test
  void deltasOfTwoEntriesAddUp() {
    RowEntries entries = new RowEntries(TABLE);
    Entry first = entries.derive(null, row(1, 3, 40, null), VERSION).get(1).entry();
    Entry second = entries.derive(row(1, 3, 40, null), row(1, 3, 47, 2), VERSION).get(1).entry();
    Entry both =
        new Entry(
            second.key(),
            VERSION,
            EntryKind.INSERT,
            RowEntries.sumOfDeltas(COSTS, first, second),
            second.values());
    assertThat(" " + sums(both)).isEqualTo(sums(1, 47, 1, 2));
    assertThat(RowEntries.sumOfDeltas(PRIMARY, first, second)).isEmpty();
  }
}
