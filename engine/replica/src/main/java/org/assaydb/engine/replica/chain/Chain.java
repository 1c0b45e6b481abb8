package org.assaydb.engine.replica.chain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.assaydb.consensus.DivergenceException;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.engine.replica.state.BlockExecutor;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.engine.replica.state.SystemTables;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of one replica between consensus and storage. {@link #build}, {@link #validate}, {@link
 * #apply} and {@link #finalised} are called on the consensus thread; everything else on any thread.
 */
public final class Chain {
  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
  private static final long POOL_BYTES = 64L << 20;

  private final Genesis genesis;
  private final Digest chainId;
  private final Digest validatorSetHash;
  private final LedgerStore store;
  private final ArchiveRoots archive;
  private final TransactionPool pool = new TransactionPool(POOL_BYTES);
  private final SignatureCache signatures = new SignatureCache();
  private final DecodedBodies bodies = new DecodedBodies();
  private final Submissions submissions = new Submissions();
  private final HeaderLog log;
  private final Snapshots snapshots;
  private final AppliedBlocks blocks;

  /** Payloads in applied blocks that are not final yet; replaced as a whole. */
  private volatile Set<Digest> included = Set.of();

  /** Outcomes in final blocks above the newest certified one: not provable yet. */
  private final Map<Digest, Outcome> unproven = new ConcurrentHashMap<>();

  /** Continues from what is stored. */
  public Chain(Genesis genesis, OpenedLedger ledger, ArchiveRoots archive, LongSupplier clockMs) {
    this.genesis = genesis;
    this.chainId = genesis.chainId();
    this.validatorSetHash = genesis.validators().hash();
    this.store = ledger.store();
    this.archive = archive;
    this.snapshots = new Snapshots(clockMs);
    LedgerState committed = ledger.state();
    this.blocks = new AppliedBlocks(committed);
    this.log = ledger.headers();
    if (committed.height() > 0) {
      snapshots.add(new Snapshot(block(committed.height()).orElseThrow(), committed), 0);
    }
  }

  public Genesis genesis() {
    return genesis;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  public HeaderLog log() {
    return log;
  }

  /** Hash, height and slot of the newest durable block. */
  public LedgerState committed() {
    return blocks.finalState();
  }

  /** Header, certificate and receipts of a final block. */
  public Optional<FinalBlock> block(long height) {
    return snapshots.at(height).map(Snapshot::block).or(() -> store.block(height));
  }

  public Optional<Catalog> catalog(Digest digest) {
    Catalog current = blocks.finalState().catalog();
    return current.digest().equals(digest) ? Optional.of(current) : store.catalog(digest);
  }

  public int pendingTransactions() {
    return pool.size();
  }

  /** Whether a transaction waits for a block. */
  public boolean hasWork() {
    return !pool.isEmpty() && pool.hasOtherThan(included::contains);
  }

  /** A block of pending transactions on top of an applied parent. */
  public Proposal build(Position position) {
    LedgerState parent = parent(position.parent());
    Set<Digest> inAncestors = blocks.payloadsTo(position.parent());
    List<SignedTransaction> chosen =
        pool.select(t -> !inAncestors.contains(t.payloadHash()) && remembered(parent, t).isEmpty());
    if (chosen.isEmpty()) {
      // Nothing to say: what waits was applied already, and must not pass for work again.
      LedgerState state = blocks.finalState();
      pool.removeIf(t -> remembered(state, t).isPresent());
    }
    BlockBody body = new BlockBody(chosen);
    BlockHeader header = header(parent, position, body.root());
    byte[] encoded = body.encode();
    bodies.keep(encoded, body);
    return new Proposal(header, encoded);
  }

  /** Where a block is to stand; what consensus decides about a header. */
  public record Position(
      Digest parent, long slot, long timeMs, ValidatorId proposer, Digest justification) {}

  /** A block proposed by this replica. */
  public record Proposal(BlockHeader header, byte[] body) {}

  /**
   * Checks a proposal of another validator against the state of its applied parent.
   *
   * @throws VerificationException when it is not what an honest leader would propose
   */
  public void validate(BlockHeader header, byte[] bodyBytes) {
    LedgerState parent = parent(header.parentHash());
    BlockBody body = decode(bodyBytes);
    for (SignedTransaction transaction : body.transactions()) {
      checkSigned(transaction);
    }
    BlockHeader expected =
        header(
            parent,
            new Position(
                header.parentHash(),
                header.slot(),
                header.timeMs(),
                header.proposer(),
                header.justification()),
            body.root());
    VerificationException.require(
        expected.equals(header), RejectReason.ROOT_MISMATCH, "header differs from own state");
    VerificationException.require(
        header.slot() > parent.slot() && header.timeMs() >= parent.timeMs(),
        RejectReason.MALFORMED,
        "slot or time before the parent's");
  }

  /**
   * Checks the signatures of a block beforehand, so that {@link #validate} finds them checked. Any
   * thread; what is wrong with the block is left for that to say.
   */
  public void examine(byte[] bodyBytes) {
    try {
      decode(bodyBytes).transactions().parallelStream().forEach(this::checkSigned);
    } catch (VerificationException e) {
      LOG.debug("a block that will be refused: {}", e.getMessage());
    }
  }

  BlockBody decode(byte[] bodyBytes) {
    return bodies.decode(bodyBytes);
  }

  private void checkSigned(SignedTransaction transaction) {
    VerificationException.require(
        transaction.transaction().chainId().equals(chainId),
        RejectReason.WRONG_CHAIN,
        "transaction of another chain");
    signatures.verify(transaction);
  }

  /** Applies a notarised block to the state of its parent, in memory. */
  public Roots apply(BlockHeader header, byte[] bodyBytes) {
    Digest hash = header.hash();
    Optional<AppliedBlocks.Applied> known = blocks.applied(hash);
    if (known.isPresent()) {
      return known.get().state().roots();
    }
    BlockBody body = bodies.take(bodyBytes);
    LedgerState parent = parent(header.parentHash());
    LedgerState after = BlockExecutor.execute(parent, header, body.transactions());
    blocks.add(new AppliedBlocks.Applied(header, body, bodyBytes.length, after));
    included = blocks.pendingPayloads();
    return after.roots();
  }

  /**
   * Makes a block durable. Blocks come in height order; one that is durable already is skipped.
   *
   * @param certificate a final certificate over this block or a descendant
   */
  public void finalised(BlockHeader header, byte[] bodyBytes, Certificate certificate) {
    LedgerState before = blocks.finalState();
    if (header.height() <= before.height()) {
      return;
    }
    apply(header, bodyBytes);
    AppliedBlocks.Applied applied = blocks.applied(header.hash()).orElseThrow();
    Optional<Certificate> own =
        Optional.of(certificate).filter(c -> header.hash().equals(c.statement().subject()));
    own.ifPresent(c -> checkRoots(c, applied.state()));
    LedgerState after = applied.state();
    FinalBlock block = new FinalBlock(header, own, after.receipts());
    store.commit(block, after, !before.catalog().digest().equals(after.catalog().digest()));
    log.append(header);
    blocks.finalise(applied);
    included = blocks.pendingPayloads();
    snapshots.add(new Snapshot(block, after), bodyBytes.length);
    settle(block, applied);
    archive.finalised(header.height());
  }

  /** A quorum that certified other roots than ours means that this replica is broken: stop. */
  private static void checkRoots(Certificate certificate, LedgerState state) {
    if (certificate.statement() instanceof Statement.Final certified
        && !certified.roots().equals(state.roots())) {
      throw new DivergenceException(
          "the state after height " + state.height() + " is not the one that was certified");
    }
  }

  private void settle(FinalBlock block, AppliedBlocks.Applied applied) {
    List<SignedTransaction> transactions = applied.body().transactions();
    for (SignedTransaction displaced : pool.remove(transactions)) {
      submissions.fail(displaced.payloadHash(), clientIdUsed());
    }
    for (int i = 0; i < transactions.size(); i++) {
      unproven.put(transactions.get(i).payloadHash(), new Outcome(block, i));
    }
    if (block.certificate().isPresent()) {
      unproven.forEach(submissions::complete);
      unproven.clear();
    }
    long next = block.header().height() + 1;
    for (SignedTransaction expired : pool.removeIf(t -> t.transaction().expiryHeight() < next)) {
      submissions.fail(
          expired.payloadHash(),
          new SubmissionException(SqlStates.CONFLICT, "transaction has expired"));
    }
  }

  /**
   * Takes a client's transaction and answers when it is final and provable. A repeated one gets its
   * earlier receipt.
   *
   * @throws SubmissionException when it is refused; nothing is applied then
   */
  public CompletableFuture<Outcome> submit(SignedTransaction signed) {
    CompletableFuture<Outcome> future = submissions.await(signed.payloadHash());
    try {
      offer(signed);
    } catch (SubmissionException refused) {
      future.completeExceptionally(refused);
      throw refused;
    }
    // Looked up after the registration, so that it cannot become final unnoticed in between.
    Optional<Outcome> earlier = earlier(signed);
    if (earlier.isPresent() && isProvable(earlier.get())) {
      future.complete(earlier.get());
    }
    return future;
  }

  private boolean isProvable(Outcome outcome) {
    long height = outcome.receipt().version().height();
    return snapshots.head().isPresent() && snapshots.head().get().height() >= height;
  }

  /** Adds a transaction to the pool: from a client, or forwarded by another replica. */
  public void offer(SignedTransaction signed) {
    Transaction transaction = signed.transaction();
    try {
      checkSigned(signed);
    } catch (VerificationException e) {
      throw new SubmissionException(SqlStates.UNAUTHENTICATED, String.valueOf(e.getMessage()));
    }
    if (BlockBody.encodedBytes(signed) > BlockBody.MAX_BYTES - 16) {
      throw new SubmissionException(
          SqlStates.LIMIT,
          "transaction exceeds " + BlockBody.MAX_BYTES + " bytes; write in smaller parts");
    }
    LedgerState state = blocks.finalState();
    Optional<Receipt> receipt = remembered(state, signed);
    if (receipt.isPresent()) {
      if (!receipt.get().payloadHash().equals(signed.payloadHash())) {
        throw clientIdUsed();
      }
      return;
    }
    if (transaction.expiryHeight() <= state.height()) {
      throw new SubmissionException(SqlStates.CONFLICT, "transaction has expired");
    }
    long lifetime = transaction.expiryHeight() - transaction.snapshotHeight();
    if (lifetime > Transaction.MAX_LIFETIME_BLOCKS) {
      throw new SubmissionException(SqlStates.CONFLICT, "expiry is too far ahead of the snapshot");
    }
    switch (pool.add(signed)) {
      case ADDED -> {}
      case FULL ->
          throw new SubmissionException(
              SqlStates.TOO_MANY_WAITING, "too many transactions are waiting");
      case SHARE_USED ->
          throw new SubmissionException(
              SqlStates.TOO_MANY_WAITING, "too many transactions of this sender are waiting");
      case CLIENT_ID_WAITS -> throw clientIdUsed();
    }
  }

  private static SubmissionException clientIdUsed() {
    return new SubmissionException(
        SqlStates.CLIENT_ID_REUSED, "client id used before with another payload");
  }

  /** Ends all waits with an error that the client may answer by asking again. */
  public void stop() {
    submissions.failAll(
        new SubmissionException(SqlStates.CONNECTION_FAILURE, "replica is stopping"));
  }

  private Optional<Outcome> earlier(SignedTransaction signed) {
    Optional<Receipt> receipt = remembered(blocks.finalState(), signed);
    if (receipt.isEmpty()) {
      return Optional.empty();
    }
    FinalBlock block = block(receipt.get().version().height()).orElseThrow();
    Outcome outcome = new Outcome(block, receipt.get().version().transaction());
    if (!isProvable(outcome)) {
      unproven.put(signed.payloadHash(), outcome);
    }
    return Optional.of(outcome);
  }

  /** What a state remembers of the client's transaction id. */
  private static Optional<Receipt> remembered(LedgerState state, SignedTransaction signed) {
    Transaction transaction = signed.transaction();
    IndexId index = SystemTables.TRANSACTIONS_INDEX;
    return state
        .tree()
        .index(index)
        .flatMap(
            i -> {
              Entry entry =
                  i.newest(
                      SystemTables.transactionKey(transaction.sender(), transaction.clientId()),
                      state.height());
              return Optional.ofNullable(entry);
            })
        .map(entry -> SystemTables.receipt(entry.values()));
  }

  private LedgerState parent(Digest hash) {
    return blocks
        .state(hash)
        .orElseThrow(
            () ->
                new VerificationException(
                    RejectReason.MALFORMED, "parent " + hash + " is not applied"));
  }

  private BlockHeader header(LedgerState parent, Position position, Digest transactionsRoot) {
    long height = parent.height() + 1;
    return new BlockHeader(
        Genesis.PROTOCOL_VERSION,
        chainId,
        height,
        0,
        position.slot(),
        parent.headerHash(),
        position.timeMs(),
        position.proposer(),
        position.justification(),
        transactionsRoot,
        parent.roots(),
        archive.rootAt(height),
        validatorSetHash,
        validatorSetHash,
        log.rootAbove(blocks.chainTo(parent.headerHash())));
  }
}
