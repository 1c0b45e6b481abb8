package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.sql.PlannedStatement.ExecutionContext;

/**
 * A transaction in the making: the snapshot that it is computed on, what it has read and what it
 * writes. Not thread safe.
 */
final class Work {
  /** Blocks for which a transaction may still be applied. */
  private static final long LIFETIME_BLOCKS = 2000;

  private static final int MAX_AUDIT_CHARS = Transaction.MAX_SQL_BYTES / 4;

  private final Session session;
  private final Snapshot snapshot;
  private final OwnWrites own;
  private final ReadLog reads = new ReadLog();
  private final StringBuilder audit = new StringBuilder();

  Work(Session session, Snapshot snapshot) {
    this.session = session;
    this.snapshot = snapshot;
    this.own = new OwnWrites(snapshot.catalog());
  }

  Snapshot snapshot() {
    return snapshot;
  }

  boolean hasWrites() {
    return !own.isEmpty();
  }

  ProofLog newLog() {
    return session.newLog(snapshot);
  }

  /** What its statements are planned by. */
  SnapshotCounts counts(ProofLog log) {
    return new SnapshotCounts(snapshot, log, session.counts());
  }

  /** Reads the snapshot under the writes so far, for one statement. */
  FetchingReader reader(ProofLog log) {
    return new FetchingReader(snapshot, log, own, reads, session.cache());
  }

  /** Where a statement runs: the snapshot under the writes so far. */
  ExecutionContext context(FetchingReader reader, Interruption interruption) {
    HeightProof heights = new HeightProof(session.client());
    return new ExecutionContext(
        reader,
        reader.committed(),
        snapshot.height(),
        snapshot.timeMs(),
        time -> reader.heightAt(time, heights),
        interruption::check);
  }

  void write(List<TableWrites> writes) throws SQLException {
    own.add(writes);
  }

  /** Bytes that some writes take in a transaction, about. */
  static long sizeOf(List<TableWrites> writes) {
    long bytes = 0;
    for (TableWrites table : writes) {
      for (RowWrite row : table.rows()) {
        bytes += row instanceof RowWrite.Insert i ? i.values().length + 4L : 64L;
      }
    }
    return bytes;
  }

  void note(String sql) {
    if (audit.length() < MAX_AUDIT_CHARS) {
      audit.append(audit.isEmpty() ? "" : ";\n");
      audit.append(sql, 0, Math.min(sql.length(), MAX_AUDIT_CHARS - audit.length()));
    }
  }

  List<TableWrites> writes() {
    return own.writes();
  }

  SignedTransaction sign(ClientKey key, List<CatalogChange> changes) {
    return sign(key, new ArrayList<>(reads.ranges()), changes, own.writes());
  }

  private SignedTransaction sign(
      ClientKey key,
      List<ReadRange> ranges,
      List<CatalogChange> changes,
      List<TableWrites> writes) {
    Transaction transaction =
        new Transaction(
            session.client().chainId(),
            key.publicKey(),
            UUID.randomUUID(),
            snapshot.height() + LIFETIME_BLOCKS,
            snapshot.height(),
            snapshot.catalog().digest(),
            ranges,
            changes,
            writes,
            audit.toString());
    return SignedTransaction.sign(transaction, key.secret());
  }
}
