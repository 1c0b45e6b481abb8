package org.assaydb.engine.replica.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assaydb.ads.PartialWitness;
import org.assaydb.ads.ReadTooLargeException;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.StorageException;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.chain.FinalBlock;
import org.assaydb.engine.replica.chain.Outcome;
import org.assaydb.engine.replica.chain.Snapshot;
import org.assaydb.engine.replica.chain.SubmissionException;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The honest answers of a replica. Thread safe. */
public final class ChainResponder implements Responder {
  private static final Logger LOG = LoggerFactory.getLogger(ChainResponder.class);
  private static final long COMMIT_TIMEOUT_MS = 30_000;

  /** A read waits so long for memory, all in all. */
  private static final long MEMORY_TIMEOUT_MS = 10_000;

  /** What a read holds for each byte of proof: the object, the frame, and what is written. */
  private static final long BYTES_HELD = 3;

  private final Chain chain;
  private final int seat;
  private final Consumer<SignedTransaction> forward;
  private final Supplier<String> status;
  private final Supplier<List<Contradiction>> evidence;

  /**
   * @param forward hands a submitted transaction to all other replicas and wakes consensus
   * @param status JSON of {@link Request.Status}
   * @param evidence against validators
   */
  public ChainResponder(
      Chain chain,
      int seat,
      Consumer<SignedTransaction> forward,
      Supplier<String> status,
      Supplier<List<Contradiction>> evidence) {
    this.chain = chain;
    this.seat = seat;
    this.forward = forward;
    this.status = status;
    this.evidence = evidence;
  }

  @Override
  public CompletionStage<Response> respond(Request request, Grant memory) {
    try {
      if (request instanceof Request.Submit submit) {
        return submit(submit);
      }
      return CompletableFuture.completedFuture(answer(request, memory));
    } catch (Refusal refusal) {
      return CompletableFuture.completedFuture(refusal.response());
    } catch (VerificationException e) {
      // The read algorithms check what a request asks; over own data they cannot fail otherwise.
      return failed(FailureCode.USER, SqlStates.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (Grant.SpentException e) {
      return CompletableFuture.completedFuture(RequestWorkers.busy());
    } catch (ReadTooLargeException e) {
      return failed(FailureCode.LIMIT, SqlStates.LIMIT, String.valueOf(e.getMessage()));
    } catch (StorageException e) {
      LOG.error("storage failed", e);
      boolean corrupt = e.category() == StorageException.Category.CORRUPTION;
      return failed(
          corrupt ? FailureCode.CORRUPTION : FailureCode.UNAVAILABLE,
          corrupt ? SqlStates.CORRUPTED : SqlStates.IO_ERROR,
          "the replica's storage failed");
    }
  }

  private Response answer(Request request, Grant memory) {
    if (request instanceof Request.Hello hello) {
      return hello(hello);
    } else if (request instanceof Request.GetHead head) {
      return head(head);
    } else if (request instanceof Request.GetHeader header) {
      return header(header.height(), header.atHeight());
    } else if (request instanceof Request.FindHeight find) {
      return neighbours(find);
    } else if (request instanceof Request.GetCatalog catalog) {
      return catalog(catalog.digest(), memory);
    } else if (request instanceof Request.Read read) {
      return read(read, memory);
    } else if (request instanceof Request.Status) {
      return new Response.StatusReply(status.get());
    } else if (request instanceof Request.GetEvidence) {
      return new Response.Evidence(evidence.get());
    }
    throw new IllegalStateException("request " + request.type());
  }

  private Response hello(Request.Hello hello) {
    if (hello.protocolVersion() != Genesis.PROTOCOL_VERSION) {
      throw new Refusal(
          FailureCode.USER, SqlStates.BAD_REQUEST, "protocol version is not supported");
    }
    if (!hello.chainId().equals(chain.genesis().chainId())) {
      throw new Refusal(
          FailureCode.USER, SqlStates.OTHER_CHAIN, "this server belongs to another chain");
    }
    return new Response.HelloReply(Genesis.PROTOCOL_VERSION, chain.genesis().chainId(), seat);
  }

  private Response.Head head(Request.GetHead wanted) {
    Snapshot newest = newest();
    long height = newest.block().header().height();
    if (wanted.leastHeight() > height) {
      throw new Refusal(
          FailureCode.BEHIND, SqlStates.NOT_READY, "this replica is at height " + height);
    }
    return head(newest, wanted.knownHeight());
  }

  private Snapshot newest() {
    return chain
        .snapshots()
        .head()
        .orElseThrow(
            () ->
                new Refusal(
                    FailureCode.UNAVAILABLE, SqlStates.NOT_READY, "no certified block yet"));
  }

  private Response.Head head(Snapshot snapshot, long knownHeight) {
    return head(snapshot.block(), knownHeight);
  }

  private Response.Head head(FinalBlock block, long knownHeight) {
    long height = block.header().height();
    if (knownHeight > height) {
      throw new Refusal(
          FailureCode.BEHIND, SqlStates.NOT_READY, "this replica is at height " + height);
    }
    List<Digest> path = knownHeight == height ? List.of() : chain.log().prove(knownHeight, height);
    return new Response.Head(block.header(), block.certificate().orElseThrow(), path);
  }

  private Response.Header header(long height, long atHeight) {
    if (height < 1 || height > atHeight) {
      throw new Refusal(
          FailureCode.USER, SqlStates.INVALID_PARAMETER, "no header of height " + height);
    }
    if (atHeight > chain.log().height()) {
      throw new Refusal(
          FailureCode.BEHIND, SqlStates.NOT_READY, "this replica has not come so far");
    }
    BlockHeader header = chain.block(height).orElseThrow().header();
    List<Digest> path = height == atHeight ? List.of() : chain.log().prove(height, atHeight);
    return new Response.Header(header, path);
  }

  private Response neighbours(Request.FindHeight find) {
    if (find.atHeight() > chain.log().height()) {
      throw new Refusal(
          FailureCode.BEHIND, SqlStates.NOT_READY, "this replica has not come so far");
    }
    long at = Math.min(chain.log().heightAt(find.timeMs()), find.atHeight());
    return new Response.Neighbours(
        at >= 1 ? header(at, find.atHeight()) : null,
        at < find.atHeight() ? header(at + 1, find.atHeight()) : null);
  }

  private Response catalog(Digest digest, Grant memory) {
    Optional<Catalog> catalog = chain.catalog(digest);
    if (catalog.isEmpty()) {
      throw new Refusal(FailureCode.USER, SqlStates.UNKNOWN_OBJECT, "no catalog " + digest);
    }
    byte[] encoded = catalog.get().encode();
    memory.upTo(BYTES_HELD * encoded.length);
    return new Response.CatalogBytes(encoded);
  }

  private Response read(Request.Read read, Grant memory) {
    Optional<Snapshot> snapshot = chain.snapshots().at(read.height());
    if (snapshot.isEmpty()) {
      boolean ahead = read.height() > chain.log().height();
      throw new Refusal(
          ahead ? FailureCode.BEHIND : FailureCode.SNAPSHOT_TOO_OLD,
          SqlStates.STATE_NOT_KEPT,
          "the state after height " + read.height() + " is not kept here");
    }
    PartialWitness witness = witness(snapshot.get().state().tree(), read, memory);
    return new Response.Vo(witness.specs(), witness.bound(), witness.verificationObject());
  }

  /** A read that is refused memory on its way gives back what it has and begins anew with more. */
  private static PartialWitness witness(StateTree state, Request.Read read, Grant memory) {
    long own = memory.heldBytes();
    long most = Math.min(PartialWitness.MOST_BYTES, (memory.mostBytes() - own) / BYTES_HELD);
    while (true) {
      try {
        return PartialWitness.of(
            state,
            read.specs(),
            read.budgetBytes(),
            most,
            bytes -> memory.upTo(own + BYTES_HELD * bytes));
      } catch (Grant.SpentException spent) {
        if (!memory.exchange(2 * spent.wanted(), MEMORY_TIMEOUT_MS)) {
          throw new Refusal(RequestWorkers.busy());
        }
      }
    }
  }

  private CompletionStage<Response> submit(Request.Submit submit) {
    CompletableFuture<Outcome> outcome;
    try {
      outcome = chain.submit(submit.transaction());
    } catch (SubmissionException refused) {
      return CompletableFuture.completedFuture(refusal(refused));
    }
    if (!outcome.isDone()) {
      forward.accept(submit.transaction());
    }
    return outcome
        .orTimeout(COMMIT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .handle((done, failure) -> committed(submit, done, failure));
  }

  private Response committed(
      Request.Submit submit, @Nullable Outcome outcome, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof SubmissionException refused) {
      return refusal(refused);
    } else if (cause instanceof TimeoutException) {
      return new Response.Failure(
          FailureCode.UNAVAILABLE,
          SqlStates.OUTCOME_UNKNOWN,
          "the outcome is not known yet; submit it again");
    } else if (outcome == null) {
      LOG.error("submission failed", cause);
      return new Response.Failure(FailureCode.INTERNAL, SqlStates.INTERNAL, "internal error");
    }
    try {
      return committed(outcome, submit.knownHeight());
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  /** The head is the transaction's own block when that serves, otherwise the newest one. */
  private Response committed(Outcome outcome, long knownHeight) {
    FinalBlock block = outcome.block();
    long height = block.header().height();
    boolean own = block.certificate().isPresent() && height >= knownHeight;
    FinalBlock headBlock = own ? block : newest().block();
    long headHeight = headBlock.header().height();
    if (headHeight < height) {
      throw new Refusal(
          FailureCode.BEHIND, SqlStates.NOT_READY, "the block is not certified here yet");
    }
    return new Response.Committed(
        outcome.receipt(),
        outcome.index(),
        block.receipts().size(),
        outcome.path(),
        head(headBlock, knownHeight),
        headHeight > height + 1 ? header(height + 1, headHeight) : null);
  }

  private static Response refusal(SubmissionException refused) {
    FailureCode code = FailureCode.ofSqlState(refused.sqlState());
    return new Response.Failure(code, refused.sqlState(), String.valueOf(refused.getMessage()));
  }

  private static CompletionStage<Response> failed(
      FailureCode code, String sqlState, String message) {
    String cut = message.length() <= 500 ? message : message.substring(0, 500);
    return CompletableFuture.completedFuture(new Response.Failure(code, sqlState, cut));
  }

  /** A request that is not served; becomes a failure response. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String sqlState;

    Refusal(FailureCode code, String sqlState, String message) {
      super(message, null, false, false);
      this.code = code;
      this.sqlState = sqlState;
    }

    Refusal(Response.Failure failure) {
      this(failure.code(), failure.sqlState(), failure.message());
    }

    Response response() {
      return new Response.Failure(code, sqlState, String.valueOf(getMessage()));
    }
  }
}
