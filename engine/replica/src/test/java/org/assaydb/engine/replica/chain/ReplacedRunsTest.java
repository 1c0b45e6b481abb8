package org.assaydb.engine.replica.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that runs for long keeps the runs that are read, not those that merges replaced. */
final class ReplacedRunsTest {
  private static final int BLOCKS = 600;
  private static final int ROWS = 100;

  /** States of the last heights stay readable, and with them their runs. */
  private static final int READABLE_BLOCKS = 300;

  @Test
  void whatMergesReplacedIsDeletedWhileTheReplicaRuns(@TempDir Path directory) throws IOException {
    long running;
    try (TestLedger ledger = new TestLedger(directory, 1)) {
      TestClient client = new TestClient(ledger.chain(0), 5);
      ledger.block(client.define(new CatalogChange.CreateTable(TestClient.NOTES)));
      for (int block = 0; block < BLOCKS; block++) {
        List<RowWrite> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
          rows.add(TestClient.insert(block * ROWS + row, "text " + block, row));
        }
        ledger.block(client.write("NOTES", rows.toArray(RowWrite[]::new)));
      }
      for (int block = 0; block < READABLE_BLOCKS; block++) {
        ledger.passTime(1_000);
        ledger.block();
      }
      System.gc(); // a run goes when its object is gone
      for (int block = 0; block < 100; block++) {
        ledger.block();
      }
      running = tables(directory);
    }
    try (TestLedger again = new TestLedger(directory, 1)) {
      assertThat(running).isLessThanOrEqualTo(tables(directory) + 3);
    }
  }

  private static long tables(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".sst")).count();
    }
  }
}
