package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.QUERY_MISMATCH;
import static org.assaydb.proofs.RejectReason.WRONG_CHAIN;
import static org.assaydb.proofs.VerificationException.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.assaydb.jdbc.wire.Message;
import org.assaydb.jdbc.wire.Response;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.MemoryTrustStore;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Checks a saved proof without any network: plans the statement again on the certified catalog,
 * replays it on the evidence and compares the result. Thread safe when the planner is.
 */
public final class ProofVerifier {
  private static final Settings UNLIMITED =
      new Settings(
          0, 0, 0, 0, 0, 0, 0, ProofFile.MAX_BYTES, Integer.MAX_VALUE, ProofFile.MAX_BYTES, 1);

  /**
   * What a proof shows.
   *
   * @param timeMs time of the block, milliseconds since 1970 UTC
   * @param rows number of result rows
   * @param resultDigest of the ordered rows, hexadecimal
   */
  public record Report(
      String sql,
      List<@Nullable Object> parameters,
      long height,
      long timeMs,
      List<ValidatorId> signers,
      long rows,
      String resultDigest) {}

  private final SqlPlanner planner;

  public ProofVerifier(SqlPlanner planner) {
    this.planner = planner;
  }

  /**
   * Verifies a proof file against a genesis that the caller trusts.
   *
   * @throws VerificationException when the file does not prove what it says
   * @throws IOException when it cannot be read
   */
  public Report verify(Path file, Genesis genesis) throws IOException {
    require(
        Files.size(file) <= ProofFile.MAX_BYTES,
        RejectReason.LIMIT_EXCEEDED,
        "proof file over " + ProofFile.MAX_BYTES + " bytes");
    return verify(Files.readAllBytes(file), genesis);
  }

  /** As {@link #verify(Path, Genesis)} for bytes at hand. */
  public Report verify(byte[] bytes, Genesis genesis) {
    ProofFile proof = ProofFile.decode(bytes);
    require(proof.chainId().equals(genesis.chainId()), WRONG_CHAIN, "proof of another chain");
    LightClient client = new LightClient(genesis, new MemoryTrustStore());
    client.checkCertified(proof.head());
    ResultDigest result = replay(proof, client);
    require(
        result.rows() == proof.rows() && result.digest().equals(proof.result()),
        QUERY_MISMATCH,
        "the evidence gives another result than the file says");
    return new Report(
        proof.sql(),
        java.util.Collections.unmodifiableList(
            java.util.Arrays.asList(proof.parameters().values())),
        proof.head().height(),
        proof.head().header().timeMs(),
        proof.head().signers(),
        result.rows(),
        result.digest().toHex());
  }

  private ResultDigest replay(ProofFile proof, LightClient client) {
    Catalog catalog = Catalog.decode(proof.catalog());
    require(catalog.digest().equals(proof.head().roots().catalog()), CATALOG_MISMATCH, "catalog");
    Recorded evidence = new Recorded(proof.evidence().iterator());
    try {
      ResultDigest digest =
          run(
              planner,
              new Snapshot(proof.head(), catalog),
              evidence,
              new HeightProof(client),
              proof);
      require(!evidence.rest.hasNext(), NONCANONICAL, "evidence that nothing uses");
      return digest;
    } catch (SqlLayerException e) {
      throw new VerificationException(QUERY_MISMATCH, "the statement does not run", e);
    }
  }

  private static ResultDigest run(
      SqlPlanner planner,
      Snapshot snapshot,
      Evidence evidence,
      HeightProof heights,
      ProofFile proof) {
    SetValues parameters = proof.parameters();
    if (!(planner.plan(proof.sql(), snapshot.catalog(), parameters.types())
        instanceof PlannedStatement.Query query)) {
      throw new VerificationException(QUERY_MISMATCH, "the statement is no query");
    }
    require(
        query.parameterTypes().size() == parameters.values().length,
        QUERY_MISMATCH,
        "number of parameters");
    FetchingReader reader =
        new FetchingReader(
            snapshot,
            new ProofLog(evidence, UNLIMITED),
            new OwnWrites(snapshot.catalog()),
            new ReadLog());
    PlannedStatement.ExecutionContext context =
        new PlannedStatement.ExecutionContext(
            reader, snapshot.height(), snapshot.timeMs(), time -> reader.heightAt(time, heights));
    try (PlannedStatement.RowIterator rows = query.execute(context, parameters.values())) {
      return ResultDigest.of(query.columns(), rows);
    }
  }

  /** Builds the proof of a query that has been read to its end, by replaying what was received. */
  static ProofFile prove(SqlPlanner planner, LightClient client, Executor.OpenQuery query) {
    ProofFile unfinished =
        new ProofFile(
            client.chainId(),
            query.sql(),
            query.parameters(),
            query.snapshot().catalog().encode(),
            query.snapshot().head(),
            query.log().kept(),
            0,
            org.assaydb.proofs.hash.Digest.ZERO);
    ResultDigest result = new ProofVerifier(planner).replay(unfinished, client);
    return new ProofFile(
        unfinished.chainId(),
        unfinished.sql(),
        unfinished.parameters(),
        unfinished.catalog(),
        unfinished.head(),
        unfinished.evidence(),
        result.rows(),
        result.digest());
  }

  /** Evidence from the file, in the order in which the driver had asked for it. */
  private static final class Recorded implements Evidence {
    private final Iterator<Message> rest;

    Recorded(Iterator<Message> messages) {
      rest = messages;
    }

    @Override
    public Response.Vo read(List<ReadSpec> specs, int budgetBytes) {
      return next(Response.Vo.class);
    }

    @Override
    public Response.Neighbours neighbours(long timeMs) {
      return next(Response.Neighbours.class);
    }

    private <T> T next(Class<T> type) {
      Message message = rest.hasNext() ? rest.next() : null;
      if (!type.isInstance(message)) {
        throw new VerificationException(INCOMPLETE_RESULT, "evidence is missing");
      }
      return type.cast(message);
    }
  }
}
