package org.assaydb.engine.replica.chain;

import static org.assaydb.engine.replica.testing.TestClient.ITEMS;
import static org.assaydb.engine.replica.testing.TestClient.NOTES;
import static org.assaydb.engine.replica.testing.TestClient.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assaydb.ads.StateTree;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What blocks do: constraints, conflicts, repeats and definitions, on two chains in step. */
final class LedgerTest {
  @TempDir Path directory;
  private TestLedger ledger;
  private TestClient client;

  @BeforeEach
  void open() {
    ledger = new TestLedger(directory, 2);
    client = new TestClient(ledger.chain(0), 7);
    ledger.block(
        client.define(new CatalogChange.CreateTable(ITEMS), new CatalogChange.CreateTable(NOTES)));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Receipt one(SignedTransaction transaction) {
    return ledger.block(transaction).get(0);
  }

  private String stateOf(String table, RowWrite... rows) {
    return one(client.write(table, rows)).sqlState();
  }

  private List<List<Object>> rows(String table) {
    TableDef definition = client.table(table);
    return rows(definition.primaryIndex().id(), definition.columns().size());
  }

  private List<List<Object>> rows(IndexId index, int columns) {
    List<Integer> all = java.util.stream.IntStream.range(0, columns).boxed().toList();
    long height = client.snapshot();
    ReadSpec scan =
        new ReadSpec.Scan(index, all, height, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    List<List<Object>> found = new ArrayList<>();
    try (RowCursor cursor = ledger.chain(1).committed().tree().reader().read(scan)) {
      while (cursor.next()) {
        List<Object> row = new ArrayList<>();
        all.forEach(c -> row.add(cursor.value(c)));
        found.add(row);
      }
    }
    return found;
  }

  @Test
  void appliesInsertsUpdatesAndDeletes() {
    Receipt inserted = one(client.write("ITEMS", insert(1, "a", 10), insert(2, "b", 20)));
    assertThat(inserted.committed()).isTrue();
    assertThat(inserted.inserted()).isEqualTo(2);
    Receipt changed = one(client.write("ITEMS", client.update(1, 1, "c", 11), client.delete(2)));
    assertThat(changed.updated()).isEqualTo(1);
    assertThat(changed.deleted()).isEqualTo(1);
    assertThat(rows("ITEMS")).containsExactly(List.of(1, "c", 11));
  }

  @Test
  void netsDeleteAndInsertOfOneKey() {
    one(client.write("ITEMS", insert(1, "a", 10)));
    assertThat(stateOf("ITEMS", client.delete(1), insert(1, "z", 10))).isEqualTo("00000");
    assertThat(rows("ITEMS")).containsExactly(List.of(1, "z", 10));
  }

  @Test
  void letsKeysAndUniqueNamesMoveWithinOneTransaction() {
    one(client.write("ITEMS", insert(1, "a", 10), insert(2, "b", 20)));
    assertThat(stateOf("ITEMS", client.update(1, 2, "b", 1), client.update(2, 1, "a", 2)))
        .isEqualTo("00000");
    assertThat(rows("ITEMS")).containsExactly(List.of(1, "a", 2), List.of(2, "b", 1));
  }

  @Test
  void abortsWhatBreaksAConstraint() {
    one(client.write("ITEMS", insert(1, "a", 10)));
    assertThat(stateOf("ITEMS", insert(null, "x", 1))).isEqualTo("23502");
    assertThat(stateOf("ITEMS", insert(1, "x", 1))).isEqualTo("23505");
    assertThat(stateOf("ITEMS", insert(2, "x", 1), insert(2, "y", 1))).isEqualTo("23505");
    assertThat(stateOf("ITEMS", insert(2, "a", 1))).isEqualTo("23505");
    assertThat(stateOf("ITEMS", insert(2, "x", 1), insert(3, "x", 1))).isEqualTo("23505");
    assertThat(stateOf("ITEMS", insert(2, "n".repeat(1500), 1))).isEqualTo("54000");
    assertThat(stateOf("ITEMS", new RowWrite.Insert(new byte[] {1, 2, 3}))).isEqualTo("22000");
    assertThat(stateOf("ITEMS", client.delete(9))).isEqualTo("40001");
    assertThat(stateOf("ITEMS", client.delete(1), client.delete(1))).isEqualTo("22000");
    assertThat(rows("ITEMS")).containsExactly(List.of(1, "a", 10));
  }

  @Test
  void rowsWithNullNeverClashInAUniqueIndex() {
    assertThat(stateOf("ITEMS", insert(1, null, 1), insert(2, null, 1))).isEqualTo("00000");
    assertThat(stateOf("ITEMS", insert(3, null, 1))).isEqualTo("00000");
    assertThat(rows("ITEMS")).hasSize(3);
  }

  @Test
  void uniqueNameIsFreeAgainInTheSameBlock() {
    one(client.write("ITEMS", insert(1, "a", 10)));
    List<Receipt> receipts =
        ledger.block(
            client.write("ITEMS", client.delete(1)),
            client.write("ITEMS", insert(2, "a", 1)),
            client.write("ITEMS", insert(3, "a", 1)));
    assertThat(receipts).extracting(Receipt::sqlState).containsExactly("00000", "00000", "23505");
  }

  @Test
  void equalRowsWithoutKeyAllStay() {
    assertThat(stateOf("NOTES", insert(1, "a", 1), insert(1, "a", 1))).isEqualTo("00000");
    assertThat(stateOf("NOTES", insert(1, "a", 1))).isEqualTo("00000");
    assertThat(rows("NOTES")).hasSize(3);
    IndexDef byQuantity = client.table("NOTES").indexes().get(1);
    assertThat(rows(byQuantity.id(), 1)).hasSize(3);
  }

  @Test
  void userWritesToSystemTablesAreForbidden() {
    TableWrites writes =
        new TableWrites(new TableId(2), 1, List.of(new RowWrite.Insert(new byte[0])));
    SignedTransaction forged =
        client.sign(client.newId(), client.snapshot(), List.of(), List.of(), List.of(writes));
    assertThat(one(forged).sqlState()).isEqualTo("42501");
    assertThat(one(client.define(new CatalogChange.DropTable(new TableId(1)))).sqlState())
        .isEqualTo("42501");
  }

  @Test
  void secondWriterOfWhatBothReadLoses() {
    one(client.write("ITEMS", insert(1, "a", 10)));
    IndexId primary = client.table("ITEMS").primaryIndex().id();
    ReadRange point = new ReadRange(primary, KeyRange.point(client.key("ITEMS", 1)));
    long snapshot = client.snapshot();
    SignedTransaction first =
        client.write(
            client.newId(), snapshot, List.of(point), "ITEMS", client.update(1, 1, "a", 11));
    SignedTransaction second =
        client.write(
            client.newId(), snapshot, List.of(point), "ITEMS", client.update(1, 1, "a", 12));
    assertThat(ledger.block(first, second))
        .extracting(Receipt::sqlState)
        .containsExactly("00000", "40001");
    SignedTransaction late =
        client.write(
            client.newId(), snapshot, List.of(point), "ITEMS", client.update(1, 1, "a", 13));
    assertThat(one(late).sqlState()).isEqualTo("40001");
    assertThat(rows("ITEMS")).containsExactly(List.of(1, "a", 11));
  }

  @Test
  void phantomInARangeThatWasReadAborts() {
    IndexId primary = client.table("ITEMS").primaryIndex().id();
    ReadRange range =
        new ReadRange(primary, new KeyRange(client.key("ITEMS", 10), client.key("ITEMS", 20)));
    long snapshot = client.snapshot();
    SignedTransaction within = client.write("ITEMS", insert(15, "p", 1));
    SignedTransaction reader =
        client.write(client.newId(), snapshot, List.of(range), "ITEMS", insert(30, "r", 1));
    SignedTransaction outside =
        client.write(
            client.newId(),
            snapshot,
            List.of(
                new ReadRange(
                    primary, new KeyRange(client.key("ITEMS", 16), client.key("ITEMS", 20)))),
            "ITEMS",
            insert(31, "s", 1));
    assertThat(ledger.block(within, reader, outside))
        .extracting(Receipt::sqlState)
        .containsExactly("00000", "40001", "00000");
  }

  @Test
  void repeatedTransactionHasOneEffectAndOneReceipt() {
    SignedTransaction transaction = client.write("ITEMS", insert(1, "a", 10));
    Receipt first = one(transaction);
    assertThat(ledger.block(transaction)).isEmpty();
    Outcome again = ledger.chain(1).submit(transaction).join();
    assertThat(again.receipt()).isEqualTo(first);
    assertThat(rows("ITEMS")).hasSize(1);
  }

  @Test
  void blockThatRepeatsATransactionCarriesTheEarlierReceipt() {
    SignedTransaction transaction = client.write("ITEMS", insert(1, "a", 10));
    Receipt first = one(transaction);
    assertThat(ledger.forcedBlock(transaction, transaction)).containsExactly(first, first);
    assertThat(rows("ITEMS")).hasSize(1);
  }

  @Test
  void sameClientIdWithAnotherPayloadIsRefused() {
    UUID id = client.newId();
    long snapshot = client.snapshot();
    SignedTransaction first = client.write(id, snapshot, List.of(), "ITEMS", insert(1, "a", 10));
    SignedTransaction other = client.write(id, snapshot, List.of(), "ITEMS", insert(2, "b", 10));
    Receipt receipt = one(first);
    assertThatThrownBy(() -> ledger.chain(0).submit(other))
        .isInstanceOfSatisfying(
            SubmissionException.class, e -> assertThat(e.sqlState()).isEqualTo("AS001"));
    assertThat(ledger.forcedBlock(other).get(0).sqlState()).isEqualTo("AS001");
    assertThat(ledger.chain(0).submit(first).join().receipt()).isEqualTo(receipt);
  }

  @Test
  void expiredAndPrematureTransactionsAbort() {
    SignedTransaction late = signed(client.snapshot(), client.snapshot());
    SignedTransaction early = signed(client.snapshot() + 500, client.snapshot() + 50);
    SignedTransaction endless = signed(client.snapshot() + 1_000_000, client.snapshot());
    assertThat(ledger.forcedBlock(late, early, endless))
        .extracting(Receipt::sqlState)
        .containsOnly("40001");
    SignedTransaction another = signed(client.snapshot(), client.snapshot());
    assertThatThrownBy(() -> ledger.chain(0).submit(another))
        .isInstanceOfSatisfying(
            SubmissionException.class, e -> assertThat(e.sqlState()).isEqualTo("40001"));
  }

  private SignedTransaction signed(long expiry, long snapshot) {
    return client.sign(
        ledger.genesis().chainId(),
        client.newId(),
        expiry,
        snapshot,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void foreignChainAndForgedSignatureAreRefused() {
    SignedTransaction foreign =
        client.sign(Digest.ZERO, client.newId(), 100, 1, List.of(), List.of(), List.of());
    SignedTransaction good = client.write("ITEMS", insert(1, "a", 1));
    byte[] signature = good.signature().clone();
    signature[3] ^= 1;
    SignedTransaction forged =
        new SignedTransaction(good.payload(), signature, good.transaction(), good.payloadHash());
    for (SignedTransaction bad : List.of(foreign, forged)) {
      assertThatThrownBy(() -> ledger.chain(0).submit(bad))
          .isInstanceOfSatisfying(
              SubmissionException.class, e -> assertThat(e.sqlState()).isEqualTo("28000"));
      assertThatThrownBy(() -> ledger.forcedBlock(bad)).isInstanceOf(VerificationException.class);
    }
    assertThat(rows("ITEMS")).isEmpty();
  }

  @Test
  void definitionsAreChecked() {
    TableDef items = client.table("ITEMS");
    assertThat(one(client.define(new CatalogChange.CreateTable(ITEMS))).sqlState())
        .isEqualTo("42P07");
    assertThat(one(client.define(new CatalogChange.DropTable(new TableId(99)))).sqlState())
        .isEqualTo("42P01");
    assertThat(dropIndex(items, items.primaryIndex().id())).isEqualTo("42809");
    assertThat(dropIndex(items, new IndexId(99))).isEqualTo("42704");
    IndexDef taken = TestClient.index("ITEMS_QTY", false, false, List.of(new KeyPart(2, false)));
    assertThat(one(client.define(new CatalogChange.CreateIndex(items.id(), taken))).sqlState())
        .isEqualTo("42P07");
    IndexDef wrong = TestClient.index("WRONG", false, false, List.of(new KeyPart(9, false)));
    assertThat(one(client.define(new CatalogChange.CreateIndex(items.id(), wrong))).sqlState())
        .isEqualTo("42P16");
  }

  private String dropIndex(TableDef table, IndexId index) {
    return one(client.define(new CatalogChange.DropIndex(table.id(), index))).sqlState();
  }

  @Test
  void newIndexHoldsTheLiveRowsOfItsBlockToo() {
    one(client.write("ITEMS", insert(1, "a", 10), insert(2, "b", 20), insert(3, "c", 30)));
    IndexDef index =
        new IndexDef(
            new IndexId(0), "BY_QTY2", false, true, List.of(new KeyPart(2, false)), List.of(1));
    List<Receipt> receipts =
        ledger.block(
            client.write("ITEMS", client.delete(2), insert(4, "d", 5)),
            client.define(new CatalogChange.CreateIndex(client.table("ITEMS").id(), index)));
    assertThat(receipts).allMatch(Receipt::committed);
    IndexDef created = client.table("ITEMS").indexes().get(3);
    assertThat(rows(created.id(), 3))
        .containsExactly(List.of(5, 4, "d"), List.of(10, 1, "a"), List.of(30, 3, "c"));
    assertThat(stateOf("ITEMS", insert(9, "x", 30))).isEqualTo("23505");
  }

  @Test
  void newIndexSumsTheRowsThatItIsFilledWith() {
    one(client.write("ITEMS", insert(1, "a", 10), insert(2, "b", 20)));
    List<KeyPart> key = List.of(new KeyPart(1, false));
    IndexDef index =
        new IndexDef(
            new IndexId(0), "SUMS", false, false, key, List.of(2), 0, List.of(2), List.of(2));
    one(client.define(new CatalogChange.CreateIndex(client.table("ITEMS").id(), index)));
    one(client.write("ITEMS", insert(3, "c", 30), client.delete(2)));
    IndexDef created = client.table("ITEMS").indexes().get(3);
    IndexSchema schema = IndexSchema.of(client.table("ITEMS"), created);
    int quantity = schema.valuePosition(2);
    StateTree tree = ledger.chain(0).committed().tree();
    AggregateCursor totals =
        tree.reader()
            .aggregate(
                new ReadSpec.Aggregate(
                    created.id(), List.of(quantity), tree.height(), List.of(KeyRange.ALL), 0));
    assertThat(totals.next()).isTrue();
    assertThat(totals.live()).isEqualTo(2);
    assertThat(totals.sum(quantity)).isEqualTo(new ColumnSum(2, Int128.of(40)));
  }

  @Test
  void uniqueIndexOverDoubleRowsIsRefused() {
    one(client.write("NOTES", insert(1, "a", 10), insert(2, "b", 10)));
    IndexDef index = TestClient.index("U", false, true, List.of(new KeyPart(2, false)));
    TableId notes = client.table("NOTES").id();
    assertThat(one(client.define(new CatalogChange.CreateIndex(notes, index))).sqlState())
        .isEqualTo("23505");
    assertThat(client.table("NOTES").indexes()).hasSize(2);
  }

  @Test
  void droppedTableIsGoneAndItsNameFree() {
    one(client.write("ITEMS", insert(1, "a", 10)));
    SignedTransaction stale = client.write("ITEMS", insert(2, "b", 10));
    TableId old = client.table("ITEMS").id();
    one(client.define(new CatalogChange.DropTable(old), new CatalogChange.CreateTable(ITEMS)));
    assertThat(client.table("ITEMS").id()).isNotEqualTo(old);
    assertThat(rows("ITEMS")).isEmpty();
    assertThat(one(stale).sqlState()).isEqualTo("40001");
  }

  @Test
  void objectsTableListsEveryDefinition() {
    TableDef objects = ledger.chain(0).committed().catalog().table("SYS", "OBJECTS").orElseThrow();
    assertThat(rows(objects.primaryIndex().id(), 3))
        .containsExactly(List.of(16, "PUBLIC", "ITEMS"), List.of(17, "PUBLIC", "NOTES"));
  }

  @Test
  void proposalWithAnyOtherHeaderIsRefused() {
    Chain.Proposal good = ledger.chain(0).build(ledger.nextPosition(ledger.chain(0)));
    for (var bad : TestLedger.alteredHeaders(good.header())) {
      assertThatThrownBy(() -> ledger.chain(1).validate(bad, good.body()))
          .isInstanceOf(VerificationException.class);
    }
    assertThatThrownBy(() -> ledger.chain(1).validate(good.header(), new byte[] {5, 1, 2}))
        .isInstanceOf(VerificationException.class);
    ledger.chain(1).validate(good.header(), good.body());
  }

  @Test
  void restartContinuesWithTheSameState() {
    SignedTransaction transaction = client.write("ITEMS", insert(1, "a", 10));
    Receipt receipt = one(transaction);
    Digest root = ledger.chain(1).committed().roots().state();
    ledger.reopen(1);
    assertThat(ledger.chain(1).committed().roots().state()).isEqualTo(root);
    assertThat(ledger.chain(1).submit(transaction).join().receipt()).isEqualTo(receipt);
    assertThat(stateOf("ITEMS", insert(1, "a", 10))).isEqualTo("23505");
    assertThat(stateOf("ITEMS", insert(2, "b", 10))).isEqualTo("00000");
  }

  @Test
  void receiptOfABlockWithoutCertificateIsProvedByALaterOne() {
    SignedTransaction transaction = client.write("ITEMS", insert(1, "a", 10));
    var waiting = ledger.chain(0).submit(transaction);
    Chain.Proposal block = ledger.chain(0).build(ledger.nextPosition(ledger.chain(0)));
    ledger.finalise(block.header(), block.body(), false);
    assertThat(waiting).isNotDone();
    ledger.block();
    assertThat(waiting).isDone();
    assertThat(waiting.join().receipt().committed()).isTrue();
  }
}
