package org.assaydb.engine.replica.chain;

import static org.assaydb.engine.replica.testing.TestClient.insert;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Same blocks, same roots: whatever a chain kept in memory, and whenever it was restarted. */
final class LedgerDeterminismTest {
  @TempDir Path directory;

  @Test
  void chainsWithDifferentRestartsReachTheSameRoots() {
    Random random = new Random(20260101);
    try (TestLedger ledger = new TestLedger(directory, 3)) {
      TestClient client = new TestClient(ledger.chain(0), 11);
      ledger.block(
          client.define(
              new CatalogChange.CreateTable(TestClient.ITEMS),
              new CatalogChange.CreateTable(TestClient.NOTES)));
      int committed = 0;
      for (int block = 0; block < 60; block++) {
        SignedTransaction[] transactions = new SignedTransaction[1 + random.nextInt(4)];
        for (int i = 0; i < transactions.length; i++) {
          String table = random.nextInt(4) == 0 ? "NOTES" : "ITEMS";
          transactions[i] = client.write(table, rows(client, table, random));
        }
        // TestLedger fails when the three chains disagree about any root.
        for (var receipt : ledger.block(transactions)) {
          committed += receipt.committed() ? 1 : 0;
        }
        if (random.nextInt(5) == 0) {
          ledger.reopen(1 + random.nextInt(2));
        }
      }
      assertThat(committed).isGreaterThan(40);
      assertThat(ledger.chain(2).committed().roots())
          .isEqualTo(ledger.chain(0).committed().roots());
      assertThat(ledger.chain(1).log().height()).isEqualTo(61);
    }
  }

  private static RowWrite[] rows(TestClient client, String table, Random random) {
    List<RowWrite> rows = new ArrayList<>();
    int count = 1 + random.nextInt(table.equals("NOTES") ? 300 : 3);
    for (int i = 0; i < count; i++) {
      int id = random.nextInt(60);
      String name = random.nextInt(5) == 0 ? null : "n" + random.nextInt(10_000);
      int kind = table.equals("NOTES") ? 0 : random.nextInt(4);
      rows.add(
          switch (kind) {
            case 2 -> client.update(id, random.nextInt(60), name, random.nextInt(9));
            case 3 -> client.delete(id);
            default -> insert(id, name, random.nextInt(9));
          });
    }
    return rows.toArray(RowWrite[]::new);
  }
}
