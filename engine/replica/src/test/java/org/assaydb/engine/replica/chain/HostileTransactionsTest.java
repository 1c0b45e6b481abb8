package org.assaydb.engine.replica.chain;

import static org.assaydb.engine.replica.testing.TestClient.ITEMS;
import static org.assaydb.engine.replica.testing.TestClient.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A client that signs whatever it likes: a transaction commits or aborts, the same on two chains,
 * one of which starts again all the time, and leaves nothing behind that stops others.
 */
final class HostileTransactionsTest {
  private static final int CAMPAIGN = Integer.getInteger("hostile.transactions", 3_000);
  private static final long SEED = Long.getLong("hostile.seed", 1);

  @TempDir Path directory;
  private TestLedger ledger;
  private TestClient client;

  @BeforeEach
  void open() {
    ledger = new TestLedger(directory, 2);
    client = new TestClient(ledger.chain(0), 7);
    ledger.block(client.define(new CatalogChange.CreateTable(ITEMS)));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static TableDef table(String schema, String name, String column, String index) {
    return new TableDef(
        new TableId(0),
        1,
        schema,
        name,
        List.of(new Column(column, ColumnType.of(ColumnType.Kind.INTEGER), false, null)),
        List.of(
            new IndexDef(
                new IndexId(0), index, true, true, List.of(new KeyPart(0, false)), List.of())));
  }

  private Receipt define(TableDef... tables) {
    CatalogChange[] changes = new CatalogChange[tables.length];
    for (int i = 0; i < tables.length; i++) {
      changes[i] = new CatalogChange.CreateTable(tables[i]);
    }
    return ledger.block(client.define(changes)).get(0);
  }

  private void othersGoOn() {
    ledger.reopen(1);
    int id = (int) ledger.chain(0).committed().height();
    assertThat(ledger.block(client.write("ITEMS", insert(id, "n" + id, 1))).get(0).committed())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, 'A\0B', ID, PK, 42602",
    "'PUBLIC\0A', B, ID, PK, 3F000",
    "OTHER, ITEMS, ID, PK, 3F000",
    "public, ITEMS, ID, PK, 3F000",
    "SYS, X, ID, PK, 42501",
    "PUBLIC, ITEMS, ID, PK, 42P07",
    "PUBLIC, X, _HEIGHT, PK, 42602",
    "PUBLIC, X, _tx, PK, 42602",
    "PUBLIC, X, $ROWKEY, PK, 42602",
    "PUBLIC, X, 'I\u0007D', PK, 42602",
    "PUBLIC, X, ID, 'P\u202eK', 42602",
    "PUBLIC, ' ', ID, PK, 42602",
    "PUBLIC, X, '', PK, 42602",
    "PUBLIC, X, ID, PK, 00000",
  })
  void namesAreCheckedWhereTheyCount(
      String schema, String name, String column, String index, String sqlState) {
    assertThat(define(table(schema, name, column, index)).sqlState()).isEqualTo(sqlState);
    othersGoOn();
  }

  /** Joined with their schemas, these two would have one name. */
  @Test
  void tablesWhoseJoinedNamesCollideStopNobody() {
    Receipt receipt =
        define(table("PUBLIC", "A\0B", "ID", "PK1"), table("PUBLIC\0A", "B", "ID", "PK2"));
    assertThat(receipt.committed()).isFalse();
    othersGoOn();
  }

  @Test
  void aFullCatalogCanStillBeEmptied() {
    int made = 0;
    Receipt receipt;
    do {
      receipt = define(wide("T" + made, made));
      made += receipt.committed() ? 1 : 0;
    } while (receipt.committed() && made < 1_000);
    assertThat(receipt.sqlState()).isEqualTo("54000");
    assertThat(receipt.message()).contains("catalog is full");
    othersGoOn();
    TableId first = client.table("T0").id();
    assertThat(ledger.block(client.define(new CatalogChange.DropTable(first))).get(0).committed())
        .isTrue();
    assertThat(define(wide("AGAIN", 0)).committed()).isTrue();
  }

  /** Each costs work by the whole catalog. */
  @Test
  void oneBlockHasNoMoreThanSomeTransactionsOfDefinitions() {
    SignedTransaction[] block = new SignedTransaction[100];
    for (int i = 0; i < block.length; i++) {
      TableDef table = table("PUBLIC", "T" + i, "ID", "PK" + i);
      block[i] = client.define(new CatalogChange.CreateTable(table));
    }
    List<Receipt> receipts = ledger.forcedBlock(block);
    assertThat(receipts.stream().filter(Receipt::committed)).hasSize(64);
    assertThat(receipts.subList(64, 100)).allMatch(r -> r.sqlState().equals("40001"));
    othersGoOn();
  }

  /** Many columns with the longest names. */
  private static TableDef wide(String name, int salt) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String column = ("C" + salt + "_" + i + "_").concat("x".repeat(100));
      columns.add(new Column(column, ColumnType.of(ColumnType.Kind.INTEGER), false, null));
    }
    TableDef narrow = table("PUBLIC", name, "ID", name + "_PK");
    return new TableDef(new TableId(0), 1, "PUBLIC", name, columns, narrow.indexes());
  }

  @Test
  void whatSharesAClientIdLeavesThePoolTogether() {
    UUID id = client.newId();
    SignedTransaction one =
        client.write(id, client.snapshot(), List.of(), "ITEMS", insert(1, "a", 1));
    SignedTransaction two =
        client.write(id, client.snapshot(), List.of(), "ITEMS", insert(2, "b", 2));
    ledger.chain(0).offer(one);
    assertThatThrownBy(() -> ledger.chain(0).offer(two)).hasMessageContaining("client id");
    ledger.chain(1).offer(two);
    ledger.forcedBlock(one);
    for (int chain = 0; chain < 2; chain++) {
      assertThat(ledger.chain(chain).pendingTransactions()).isZero();
      assertThat(ledger.chain(chain).hasWork()).isFalse();
    }
  }

  @Test
  void expiryIsCheckedAtTheDoor() {
    SignedTransaction forEver =
        client.sign(
            ledger.genesis().chainId(),
            client.newId(),
            Long.MAX_VALUE,
            client.snapshot(),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> ledger.chain(0).offer(forEver))
        .isInstanceOfSatisfying(
            SubmissionException.class, e -> assertThat(e.sqlState()).isEqualTo("40001"));
    assertThat(ledger.chain(0).hasWork()).isFalse();
  }

  @Test
  void aSenderHasItsShareOfThePoolOnly() {
    TransactionPool pool = new TransactionPool(40_000);
    TestClient other = new TestClient(ledger.chain(0), 8);
    int mine = 0;
    while (pool.add(client.write("ITEMS", insert(mine, "x".repeat(900), 1)))
        == TransactionPool.Added.ADDED) {
      mine++;
    }
    assertThat(mine).isBetween(5, 15);
    assertThat(pool.add(other.write("ITEMS", insert(1, "y", 1))))
        .isEqualTo(TransactionPool.Added.ADDED);
    assertThat(pool.removeIf(t -> true)).hasSize(mine + 1);
    assertThat(pool.add(client.write("ITEMS", insert(1, "z", 1))))
        .isEqualTo(TransactionPool.Added.ADDED);
  }

  /** {@code -Dhostile.transactions=N -Dhostile.seed=S}. */
  @Test
  void randomTransactionsCommitOrAbortTheSameEverywhere() {
    Random random = new Random(SEED);
    int committed = 0;
    for (int done = 0; done < CAMPAIGN; ) {
      List<SignedTransaction> block = new ArrayList<>();
      for (int i = 1 + random.nextInt(40); i > 0; i--) {
        block.add(hostile(random, block));
      }
      List<Receipt> receipts = ledger.forcedBlock(block.toArray(SignedTransaction[]::new));
      assertThat(receipts).noneMatch(r -> r.sqlState().equals("XX000"));
      committed += (int) receipts.stream().filter(Receipt::committed).count();
      done += block.size();
      if (random.nextInt(8) == 0) {
        ledger.reopen(1);
      }
    }
    assertThat(committed).isBetween(CAMPAIGN / 50, CAMPAIGN);
    othersGoOn();
  }

  private SignedTransaction hostile(Random random, List<SignedTransaction> before) {
    if (!before.isEmpty() && random.nextInt(10) == 0) {
      return before.get(random.nextInt(before.size()));
    }
    UUID id =
        before.isEmpty() || random.nextInt(10) > 0
            ? client.newId()
            : before.get(random.nextInt(before.size())).transaction().clientId();
    long snapshot = Math.max(0, client.snapshot() - random.nextInt(3) + random.nextInt(2));
    List<ReadRange> reads = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      reads.add(new ReadRange(new IndexId(random.nextInt(12)), range(random)));
    }
    List<CatalogChange> changes = new ArrayList<>();
    for (int i = Math.max(0, random.nextInt(5) - 3); i > 0; i--) {
      changes.add(change(random));
    }
    List<TableWrites> writes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<RowWrite> rows = new ArrayList<>();
      for (int k = random.nextInt(4); k > 0; k--) {
        rows.add(write(random));
      }
      TableId table =
          random.nextInt(4) > 0 ? client.table("ITEMS").id() : new TableId(random.nextInt(9));
      writes.add(new TableWrites(table, random.nextInt(8) > 0 ? 1 : random.nextInt(5), rows));
    }
    return client.sign(id, snapshot, reads, changes, writes);
  }

  private static KeyRange range(Random random) {
    return random.nextBoolean()
        ? KeyRange.ALL
        : new KeyRange(new Key(bytes(random)), new Key(bytes(random)));
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private RowWrite write(Random random) {
    int id = random.nextInt(50);
    String name = "n" + random.nextInt(60);
    return switch (random.nextInt(7)) {
      case 0 -> new RowWrite.Insert(bytes(random));
      case 1 -> new RowWrite.Update(new Key(bytes(random)), bytes(random));
      case 2 -> new RowWrite.Delete(new Key(bytes(random)));
      case 3 -> client.update(id, random.nextInt(50), name, 1);
      case 4 -> client.delete(id);
      default -> insert(id, name, random.nextInt(5));
    };
  }

  private static final String[] NAMES = {"A", "B", "ITEMS", "A\0B", "", "_HEIGHT", "\u202e", "PK"};

  private CatalogChange change(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    String other = NAMES[random.nextInt(NAMES.length)];
    String schema = new String[] {"PUBLIC", "PUBLIC", "SYS", "PUBLIC\0A", ""}[random.nextInt(5)];
    TableId table = new TableId(random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> new CatalogChange.CreateTable(table(schema, name, other, other));
      case 1 ->
          new CatalogChange.CreateIndex(
              table,
              new IndexDef(
                  new IndexId(0),
                  name,
                  random.nextInt(9) == 0,
                  random.nextBoolean(),
                  List.of(new KeyPart(random.nextInt(4), random.nextBoolean())),
                  List.of()));
      case 2 -> new CatalogChange.DropIndex(table, new IndexId(random.nextInt(20)));
      default ->
          // The table of the others stays.
          new CatalogChange.DropTable(
              table.equals(client.table("ITEMS").id()) ? new TableId(99) : table);
    };
  }
}
