package org.assaydb.proofs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.junit.jupiter.api.Test;

/** Definitions of tables and indexes, and what makes them impossible. */
class CatalogTest {
  private static final List<Column> COLUMNS =
      List.of(
          column("ID", ColumnType.of(Kind.INTEGER)),
          column("NAME", ColumnType.of(Kind.VARCHAR, 20)),
          column("AMOUNT", ColumnType.decimal(12, 2)),
          column("CODE", ColumnType.of(Kind.INTEGER)));
  private static final IndexDef PRIMARY = primary(1, List.of(0), List.of(2), List.of(1));
  private static final IndexDef SECONDARY = secondary(2, List.of(1), List.of(2), 1, List.of(2));

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, true, null);
  }

  private static List<KeyPart> parts(List<Integer> columns) {
    return columns.stream().map(c -> new KeyPart(c, false)).toList();
  }

  private static IndexDef primary(
      int id, List<Integer> keys, List<Integer> sums, List<Integer> skips) {
    return new IndexDef(new IndexId(id), "PK", true, true, parts(keys), List.of(), 0, sums, skips);
  }

  private static IndexDef secondary(
      int id, List<Integer> keys, List<Integer> included, int grouped, List<Integer> sums) {
    return new IndexDef(
        new IndexId(id), "S", false, false, parts(keys), included, grouped, sums, List.of());
  }

  private static TableDef table(int id, String name, IndexDef... indexes) {
    return new TableDef(new TableId(id), 1, "PUBLIC", name, COLUMNS, List.of(indexes));
  }

  private static void rejected(Runnable definition) {
    assertThatThrownBy(definition::run).isInstanceOf(VerificationException.class);
  }

  @Test
  void findsWhatItHolds() {
    TableDef first = table(3, "T", PRIMARY, SECONDARY);
    TableDef second = table(5, "U", primary(7, List.of(), List.of(), List.of()));
    Catalog catalog = new Catalog(9, 8, List.of(second, first));
    assertThat(catalog.tables()).containsExactly(first, second);
    assertThat(catalog.table(new TableId(5))).contains(second);
    assertThat(catalog.table(new TableId(4))).isEmpty();
    assertThat(catalog.table("PUBLIC", "T")).contains(first);
    assertThat(catalog.table("SYS", "T")).isEmpty();
    assertThat(catalog.nextTableId()).isEqualTo(9);
    assertThat(catalog.nextIndexId()).isEqualTo(8);
    assertThat(catalog.index(new IndexId(2))).contains(IndexSchema.of(first, SECONDARY));
    assertThat(catalog.indexes()).hasSize(3);
    Catalog copy = Catalog.decode(catalog.encode());
    assertThat(copy.tables()).isEqualTo(catalog.tables());
    assertThat(copy.digest()).isEqualTo(catalog.digest());
    assertThat(new Catalog(10, 8, catalog.tables()).digest()).isNotEqualTo(catalog.digest());
  }

  @Test
  void numbersAndNamesAreDistinctAndBelowTheNextOnes() {
    TableDef t = table(3, "T", PRIMARY);
    new Catalog(4, 2, List.of(t));
    rejected(() -> new Catalog(3, 2, List.of(t)));
    rejected(() -> new Catalog(4, 1, List.of(t)));
    IndexDef other = primary(2, List.of(0), List.of(), List.of());
    rejected(() -> new Catalog(9, 9, List.of(t, table(3, "U", other))));
    rejected(() -> new Catalog(9, 9, List.of(t, table(4, "T", other))));
    rejected(() -> new Catalog(9, 9, List.of(t, table(4, "U", PRIMARY))));
  }

  @Test
  void tablesAreEncodedByAscendingNumber() {
    ByteWriter out = new ByteWriter(256).u8(2).varint(9).varint(9).varint(2);
    table(5, "T", PRIMARY).encode(out);
    table(4, "U", primary(2, List.of(0), List.of(), List.of())).encode(out);
    rejected(() -> Catalog.decode(out.toBytes()));
  }

  @Test
  void indexesComeBackFromTheirEncoding() {
    for (IndexDef index : List.of(PRIMARY, SECONDARY)) {
      ByteWriter out = new ByteWriter(64);
      index.encode(out);
      ByteReader in = new ByteReader(out.toBytes());
      assertThat(IndexDef.decode(in)).isEqualTo(index);
      in.end();
      IndexDef created = index.createdAs(new IndexId(99), 300);
      assertThat(created.id()).isEqualTo(new IndexId(99));
      assertThat(created.validFrom()).isEqualTo(300);
      assertThat(created.createdAs(index.id(), 0)).isEqualTo(index);
      ByteWriter later = new ByteWriter(64);
      created.encode(later);
      assertThat(IndexDef.decode(new ByteReader(later.toBytes()))).isEqualTo(created);
    }
  }

  @Test
  void theFirstIndexIsThePrimaryOneAndTheOnlyOne() {
    rejected(() -> table(1, "T", SECONDARY));
    rejected(() -> table(1, "T", PRIMARY, primary(2, List.of(0), List.of(), List.of())));
    rejected(() -> table(1, "T", PRIMARY, secondary(2, List.of(), List.of(), 0, List.of())));
    assertThat(table(1, "T", PRIMARY).hasHiddenRowId()).isFalse();
    IndexDef hidden = primary(1, List.of(), List.of(), List.of());
    assertThat(table(1, "T", hidden).hasHiddenRowId()).isTrue();
  }

  @Test
  void columnsOfAnIndexExistAndStandInItOnce() {
    rejected(() -> table(1, "T", primary(1, List.of(4), List.of(), List.of())));
    rejected(() -> table(1, "T", primary(1, List.of(0, 0), List.of(), List.of())));
    rejected(() -> table(1, "T", PRIMARY, secondary(2, List.of(1), List.of(1), 0, List.of())));
    rejected(() -> table(1, "T", PRIMARY, secondary(2, List.of(1), List.of(4), 0, List.of())));
    IndexDef included =
        new IndexDef(new IndexId(1), "PK", true, true, parts(List.of(0)), List.of(1));
    rejected(() -> table(1, "T", included));
  }

  @Test
  void summaryColumnsAreHeldByTheIndexOnceAndSumsAreOfNumbers() {
    table(1, "T", PRIMARY, secondary(2, List.of(1), List.of(), 0, List.of(0)));
    table(1, "T", PRIMARY, secondary(2, List.of(3), List.of(), 0, List.of(3)));
    rejected(() -> table(1, "T", PRIMARY, secondary(2, List.of(1), List.of(), 0, List.of(2))));
    rejected(() -> table(1, "T", primary(1, List.of(0), List.of(2, 2), List.of())));
    rejected(() -> table(1, "T", primary(1, List.of(0), List.of(1), List.of())));
    rejected(() -> table(1, "T", primary(1, List.of(0), List.of(4), List.of())));
    rejected(() -> table(1, "T", primary(1, List.of(0), List.of(), List.of(1, 1))));
    rejected(() -> table(1, "T", primary(1, List.of(0), List.of(), List.of(4))));
    IndexDef skips =
        new IndexDef(
            new IndexId(2),
            "S",
            false,
            false,
            parts(List.of(1)),
            List.of(),
            0,
            List.of(),
            List.of(2));
    rejected(() -> table(1, "T", PRIMARY, skips));
  }

  @Test
  void groupsAreLeadingPartsAndSummaryColumnsFew() {
    rejected(() -> secondary(2, List.of(1), List.of(), 2, List.of()));
    rejected(() -> secondary(2, List.of(1), List.of(), -1, List.of()));
    rejected(() -> PRIMARY.createdAs(new IndexId(1), -1));
    List<Integer> eight = List.of(0, 1, 2, 3, 4, 5, 6, 7);
    List<Integer> nine = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(primary(1, List.of(0), eight, eight).summarized()).isEqualTo(eight);
    rejected(() -> primary(1, List.of(0), nine, List.of()));
    rejected(() -> primary(1, List.of(0), List.of(), nine));
  }

  @Test
  void tablesHaveSomeColumnsAndIndexesButNotTooMany() {
    rejected(() -> new TableDef(new TableId(1), 1, "PUBLIC", "T", List.of(), List.of(PRIMARY)));
    rejected(() -> table(1, "T"));
    List<Column> doubled = List.of(COLUMNS.get(0), COLUMNS.get(0));
    IndexDef simple = primary(1, List.of(0), List.of(), List.of());
    rejected(() -> new TableDef(new TableId(1), 1, "PUBLIC", "T", doubled, List.of(simple)));
    List<Column> many = new ArrayList<>();
    for (int i = 0; i < TableDef.MAX_COLUMNS; i++) {
      many.add(column("C" + i, ColumnType.of(Kind.INTEGER)));
    }
    new TableDef(new TableId(1), 1, "PUBLIC", "T", many, List.of(simple));
    many.add(column("ONE_MORE", ColumnType.of(Kind.INTEGER)));
    rejected(() -> new TableDef(new TableId(1), 1, "PUBLIC", "T", many, List.of(simple)));
    List<IndexDef> indexes = new ArrayList<>(Collections.nCopies(TableDef.MAX_INDEXES, SECONDARY));
    indexes.set(0, simple);
    new TableDef(new TableId(1), 1, "PUBLIC", "T", COLUMNS, indexes);
    indexes.add(SECONDARY);
    rejected(() -> new TableDef(new TableId(1), 1, "PUBLIC", "T", COLUMNS, indexes));
  }

  @Test
  void anIndexSchemaHoldsKeysThenIncludedColumns() {
    TableDef t = table(1, "T", PRIMARY, SECONDARY);
    IndexSchema schema = IndexSchema.of(t, SECONDARY);
    assertThat(schema.valueColumns()).containsExactly(1, 0, 2);
    assertThat(schema.valueTypes())
        .containsExactly(COLUMNS.get(1).type(), COLUMNS.get(0).type(), COLUMNS.get(2).type());
    assertThat(schema.keyTypes()).containsExactly(COLUMNS.get(1).type());
    assertThat(schema.sums()).containsExactly(2);
    assertThat(schema.groupedParts()).isOne();
    assertThat(schema.valuePosition(2)).isEqualTo(2);
    assertThat(schema.valuePosition(3)).isEqualTo(-1);
    assertThat(IndexSchema.of(t, PRIMARY).valueColumns()).containsExactly(0, 1, 2, 3);
    assertThat(IndexSchema.of(t, PRIMARY).bounds()).containsExactly(1);
  }

  @Test
  void columnsAreFoundByTheirExactName() {
    TableDef t = table(1, "T", PRIMARY);
    assertThat(t.columnOrdinal("ID")).isZero();
    assertThat(t.columnOrdinal("CODE")).isEqualTo(3);
    assertThat(t.columnOrdinal("code")).isEqualTo(-1);
  }

  @Test
  void typesHaveTheSizesThatTheirKindsAllow() {
    ColumnType.decimal(1, 0);
    ColumnType.decimal(38, 38);
    rejected(() -> ColumnType.decimal(0, 0));
    rejected(() -> ColumnType.decimal(39, 0));
    rejected(() -> ColumnType.decimal(5, 6));
    rejected(() -> ColumnType.decimal(5, -1));
    ColumnType.of(Kind.VARCHAR, 1);
    ColumnType.of(Kind.VARCHAR, ColumnType.MAX_LENGTH);
    rejected(() -> ColumnType.of(Kind.VARCHAR, 0));
    rejected(() -> ColumnType.of(Kind.VARCHAR, ColumnType.MAX_LENGTH + 1));
    rejected(() -> ColumnType.of(Kind.INTEGER, 1));
    rejected(() -> new ColumnType(Kind.CHAR, 4, 1));
    for (Kind kind : Kind.values()) {
      assertThat(Kind.of(kind.code())).isEqualTo(kind);
    }
  }

  @Test
  void versionsPackHeightAndTransaction() {
    int last = Version.MAX_TRANSACTIONS - 1;
    assertThat(Version.of(3, last).height()).isEqualTo(3);
    assertThat(Version.of(3, last).transaction()).isEqualTo(last);
    assertThat(Version.of(0, 0).packed()).isZero();
    assertThat(Version.of(Version.MAX_HEIGHT - 1, 0).height()).isEqualTo(Version.MAX_HEIGHT - 1);
    for (long[] wrong :
        new long[][] {{-1, 0}, {Version.MAX_HEIGHT, 0}, {0, -1}, {0, Version.MAX_TRANSACTIONS}}) {
      assertThatThrownBy(() -> Version.of(wrong[0], (int) wrong[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
