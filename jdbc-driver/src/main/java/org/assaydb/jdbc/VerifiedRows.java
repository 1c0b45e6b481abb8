package org.assaydb.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;

/** Rows of a query: each is handed out after the evidence it rests on was verified. */
final class VerifiedRows extends RowsResultSet implements VerifiedResultSet {
  private final AssayStatement statement;
  private final Executor executor;
  private final Executor.OpenQuery query;
  private final long maxRows;
  private long taken;

  VerifiedRows(
      AssayStatement statement, Executor executor, Executor.OpenQuery query, long maxRows) {
    super(query.columns(), statement);
    this.statement = statement;
    this.executor = executor;
    this.query = query;
    this.maxRows = maxRows;
  }

  @Override
  @Nullable Object @Nullable [] fetch() throws SQLException {
    if (maxRows > 0 && taken >= maxRows) {
      return null;
    }
    taken++;
    return executor.next(query.rows(), statement.interruption(), statement.getQueryTimeout());
  }

  @Override
  public long height() {
    return query.snapshot().height();
  }

  @Override
  public List<ValidatorId> signers() {
    return query.snapshot().head().signers();
  }

  @Override
  public long ageMs() {
    return query.startedMs() - query.snapshot().timeMs();
  }

  @Override
  public long proofBytes() {
    return query.log().bytes();
  }

  @Override
  public long verificationNanos() {
    return query.log().verificationNanos();
  }

  @Override
  public int roundTrips() {
    return query.log().roundTrips();
  }

  @Override
  public void saveProof(Path file) throws SQLException {
    if (!query.provable()) {
      throw SqlErrors.unsupported(
          "a proof of a result that shows uncommitted writes or measured times");
    }
    boolean cut = maxRows > 0 && taken >= maxRows;
    if (!isAtEnd() || cut) {
      throw SqlErrors.of(
          SqlStates.CURSOR_STATE, "read the result to its end before saving its proof");
    }
    if (!query.log().isComplete()) {
      throw new UnverifiedException(
          new VerificationException(
              RejectReason.LIMIT_EXCEEDED, "the proof is larger than maxKeptProofBytes"));
    }
    ProofFile proof = executor.prove(query);
    try {
      Files.write(file, proof.encode());
    } catch (IOException e) {
      throw SqlErrors.of(SqlStates.IO_ERROR, "cannot write " + file, e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      query.rows().close();
      query.reader().close();
      statement.interruption().close();
      super.close();
      statement.resultClosed();
    }
  }
}
