package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.QUERY_MISMATCH;
import static org.assaydb.proofs.RejectReason.WRONG_CHAIN;
import static org.assaydb.proofs.VerificationException.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.MemoryTrustStore;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.wire.Message;
import org.assaydb.proofs.wire.Response;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * Checks a saved proof without any network: plans the statement again on the certified catalog,
 * replays it on the evidence and compares the result. Thread safe when the planner is.
 */
public final class ProofVerifier {
  private static final Settings UNLIMITED =
      new Settings(
          0, 0, 0, 0, 0, 0, 0, ProofFile.MAX_BYTES, Integer.MAX_VALUE, ProofFile.MAX_BYTES, 1, 0);

  /** SQLSTATEs of statements that were ended before their result was known. */
  private static final Set<String> ENDED =
      Set.of(
          SqlStates.CANCELED, SqlStates.OUT_OF_MEMORY, SqlStates.DISK_FULL, SqlStates.TOO_COMPLEX);

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
  private final Duration limit;

  /** Without a limit of time: for proofs of statements that the caller knows. */
  public ProofVerifier(SqlPlanner planner) {
    this(planner, Duration.ZERO);
  }

  /**
   * @param limit of the time that a replay may take, zero for none: a file of a few kilobytes can
   *     hold a statement that would run for years
   */
  public ProofVerifier(SqlPlanner planner, Duration limit) {
    this.planner = planner;
    this.limit = limit;
  }

  /**
   * Verifies a proof file against a genesis that the caller trusts.
   *
   * @throws VerificationException when the file does not prove what it says; LIMIT_EXCEEDED when it
   *     takes too much time or memory to tell
   * @throws IOException when it cannot be read
   */
  public Report verify(Path file, Genesis genesis) throws IOException {
    require(
        Files.size(file) <= ProofFile.MAX_BYTES,
        LIMIT_EXCEEDED,
        "proof file over " + ProofFile.MAX_BYTES + " bytes");
    try {
      return check(Files.readAllBytes(file), genesis);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw tooLarge(e);
    }
  }

  /** As {@link #verify(Path, Genesis)} for bytes at hand. */
  public Report verify(byte[] bytes, Genesis genesis) {
    try {
      return check(bytes, genesis);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw tooLarge(e);
    }
  }

  private static VerificationException tooLarge(Error e) {
    return new VerificationException(
        LIMIT_EXCEEDED, "the proof needs more memory than there is", e);
  }

  private Report check(byte[] bytes, Genesis genesis) {
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
              proof,
              limit);
      require(!evidence.rest.hasNext(), NONCANONICAL, "evidence that nothing uses");
      return digest;
    } catch (SqlLayerException e) {
      throw ENDED.contains(e.sqlState())
          ? new VerificationException(
              LIMIT_EXCEEDED, "the statement takes more time or memory than there is", e)
          : new VerificationException(QUERY_MISMATCH, "the statement does not run", e);
    }
  }

  private static ResultDigest run(
      SqlPlanner planner,
      Snapshot snapshot,
      Evidence evidence,
      HeightProof heights,
      ProofFile proof,
      Duration limit) {
    SetValues parameters = proof.parameters();
    if (!(planner.plan(
            proof.sql(), snapshot.catalog(), parameters.types(), recorded(proof.counts()))
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
    Interruption interruption = new Interruption();
    interruption.limit(limit.toMillis());
    PlannedStatement.ExecutionContext context =
        new PlannedStatement.ExecutionContext(
            reader,
            reader,
            snapshot.height(),
            snapshot.timeMs(),
            time -> reader.heightAt(time, heights),
            interruption::check);
    try (PlannedStatement.RowIterator rows = query.execute(context, parameters.values())) {
      return ResultDigest.of(query.columns(), rows);
    }
  }

  /** The counts that the plan was chosen by. Others give another plan, which lacks evidence. */
  private static RowCounts recorded(Map<CountRequest, Long> counts) {
    return requests ->
        requests.stream().map(r -> counts.getOrDefault(r, RowCounts.UNKNOWN)).toList();
  }

  /**
   * Builds the proof of a query that has been read to its end, by replaying what was received.
   *
   * @param again for what came out of the cache: takes the evidence that a run without it asks for
   */
  static ProofFile prove(
      SqlPlanner planner, LightClient client, Executor.OpenQuery query, ProofLog again) {
    ProofFile unfinished = unfinished(client, query, query.log().kept());
    if (query.log().usedCache()) {
      HeightProof heights = new HeightProof(client);
      run(planner, query.snapshot(), again, heights, unfinished, Duration.ZERO);
      require(again.isComplete(), LIMIT_EXCEEDED, "the proof is larger than maxKeptProofBytes");
      unfinished = unfinished(client, query, again.kept());
    }
    ResultDigest result = new ProofVerifier(planner).replay(unfinished, client);
    return unfinished.with(result);
  }

  private static ProofFile unfinished(
      LightClient client, Executor.OpenQuery query, List<Message> evidence) {
    return new ProofFile(
        client.chainId(),
        query.sql(),
        query.parameters(),
        query.snapshot().catalog().encode(),
        query.counts().told(),
        query.snapshot().head(),
        evidence,
        0,
        org.assaydb.proofs.hash.Digest.ZERO);
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
