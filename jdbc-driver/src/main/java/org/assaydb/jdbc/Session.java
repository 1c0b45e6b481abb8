package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.VerificationException.require;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a connection asks replicas and believes of the answers: heads, catalogs, verification
 * objects (checked by {@link FetchingReader}) and receipts. Not thread safe.
 */
final class Session implements AutoCloseable {
  private static final int CACHED_CATALOGS = 8;
  private static final RfcTree RECEIPTS = new RfcTree(HashTag.RECEIPT_NODE);

  private final Replicas replicas;
  private final LightClient client;
  private final AtomicLong seenHeight;
  private final RecentCounts counts;
  private final VerifiedCache cache;
  private final Settings settings;
  private final InstantSource clock;
  private final Map<Digest, Catalog> catalogs = new LinkedHashMap<>();
  private @Nullable TrustedHead known;
  private long askedAtMs;

  /**
   * @param seenHeight highest height that any connection of this client has accepted
   * @param counts that any of them has proved
   * @param cache of what any of them has verified
   */
  Session(
      Replicas replicas,
      LightClient client,
      AtomicLong seenHeight,
      RecentCounts counts,
      VerifiedCache cache,
      Settings settings,
      InstantSource clock) {
    this.replicas = replicas;
    this.client = client;
    this.seenHeight = seenHeight;
    this.counts = counts;
    this.cache = cache;
    this.settings = settings;
    this.clock = clock;
    cache.allow(settings.cacheBytes());
  }

  LightClient client() {
    return client;
  }

  /** Null when this connection keeps nothing. */
  @Nullable VerifiedCache cache() {
    return settings.cacheBytes() == 0 ? null : cache;
  }

  RecentCounts counts() {
    return counts;
  }

  Settings settings() {
    return settings;
  }

  long nowMs() {
    return clock.millis();
  }

  /** First contact: a fresh head within the time for connecting. */
  void connect() throws SQLException {
    Interruption contact = new Interruption();
    contact.limit(settings.connectTimeoutMs());
    replicas.during(contact);
    try {
      snapshot();
    } catch (SQLTimeoutException e) {
      Throwable last = e.getCause() == null ? e : e.getCause();
      throw SqlErrors.of(
          SqlStates.CANNOT_CONNECT, "no replica could be reached: " + last.getMessage(), e);
    } finally {
      replicas.during(Interruption.NEVER);
    }
  }

  /** What may end the requests of a statement early. */
  void during(Interruption statement) {
    replicas.during(statement);
  }

  /** From any thread: ends the wait for an answer, after {@link Interruption#cancel}. */
  void interrupt() {
    replicas.interrupt();
  }

  /**
   * A snapshot for a new statement or transaction: fresh enough, at or above everything that this
   * client has seen or committed.
   */
  Snapshot snapshot() throws SQLException {
    return snapshot(last -> null);
  }

  /**
   * A snapshot as {@link #snapshot()}.
   *
   * @param firstRead what will probably be read first, told from the snapshot before: it comes with
   *     the head. Null when that is not known
   */
  Snapshot snapshot(Function<Snapshot, Request.@Nullable Read> firstRead) throws SQLException {
    TrustedHead head = known;
    long least = seenHeight.get();
    if (head == null || head.height() < least || nowMs() - askedAtMs >= settings.headMaxAgeMs()) {
      Snapshot last = last();
      head = askHead(least, last == null ? null : firstRead.apply(last));
    }
    long required = Math.max(settings.minHeight(), least);
    LightClient.checkFresh(head, nowMs(), settings.maxStalenessMs(), required);
    return new Snapshot(head, catalog(head.roots().catalog()));
  }

  /** The last snapshot, old as it may be; null before the first one. */
  private @Nullable Snapshot last() {
    TrustedHead head = known;
    Catalog catalog = head == null ? null : catalogs.get(head.roots().catalog());
    return head == null || catalog == null ? null : new Snapshot(head, catalog);
  }

  private TrustedHead askHead(long least, Request.@Nullable Read next) throws SQLException {
    Request.GetHead head = new Request.GetHead(client.height(), least);
    long limitMs = settings.readTimeoutMs();
    return accept(
        next == null
            ? replicas.ask(head, Response.Head.class, limitMs)
            : replicas.askHead(head, next, limitMs));
  }

  private TrustedHead accept(Response.Head answer) {
    TrustedHead head =
        guarded(() -> client.accept(answer.header(), answer.certificate(), answer.blockLogPath()));
    known = head;
    seenHeight.accumulateAndGet(head.height(), Math::max);
    askedAtMs = nowMs();
    return head;
  }

  /** After a lie the next request goes to another replica; the lie itself is thrown. */
  private <T> T guarded(java.util.function.Supplier<T> check) {
    try {
      return check.get();
    } catch (VerificationException e) {
      replicas.leave();
      throw e;
    }
  }

  private Catalog catalog(Digest digest) throws SQLException {
    Catalog cached = catalogs.get(digest);
    if (cached != null) {
      return cached;
    }
    Response.CatalogBytes answer =
        replicas.ask(
            new Request.GetCatalog(digest), Response.CatalogBytes.class, settings.readTimeoutMs());
    Catalog catalog =
        guarded(
            () -> {
              Catalog decoded = Catalog.decode(answer.bytes());
              require(decoded.digest().equals(digest), CATALOG_MISMATCH, "catalog digest");
              return decoded;
            });
    if (catalogs.size() >= CACHED_CATALOGS) {
      catalogs.clear();
    }
    catalogs.put(digest, catalog);
    return catalog;
  }

  /** Evidence of one statement about a snapshot. */
  ProofLog newLog(Snapshot snapshot) {
    return new ProofLog(evidence(snapshot.height()), settings);
  }

  /** Evidence about one snapshot, fetched when asked for. */
  Evidence evidence(long height) {
    return new Evidence() {
      @Override
      public Response.Vo read(List<ReadSpec> specs, int budgetBytes) {
        return fetch(new Request.Read(height, budgetBytes, specs), Response.Vo.class);
      }

      @Override
      public void announce(List<ReadSpec> specs, int budgetBytes) {
        replicas.announce(new Request.Read(height, budgetBytes, specs));
      }

      @Override
      public Response.Neighbours neighbours(long timeMs) {
        return fetch(new Request.FindHeight(timeMs, height), Response.Neighbours.class);
      }
    };
  }

  private <T extends Response> T fetch(Request request, Class<T> expected) {
    try {
      return replicas.ask(request, expected, settings.readTimeoutMs());
    } catch (SQLException e) {
      throw new ReadFailure(e);
    }
  }

  /** After a failed check of evidence: the next request goes to another replica. */
  void distrustReplica() {
    replicas.leave();
  }

  /**
   * Submits a transaction until it is final and returns its proved receipt, which may say that it
   * was aborted.
   *
   * @throws SQLException 08007 when the time is over: the outcome is unknown
   */
  Receipt submit(SignedTransaction transaction) throws SQLException {
    Response.Committed answer;
    try {
      answer =
          replicas.ask(
              new Request.Submit(client.height(), transaction),
              Response.Committed.class,
              settings.commitTimeoutMs());
    } catch (SQLException e) {
      if (SqlStates.CANCELED.equals(e.getSQLState())) {
        String message = e.getMessage() + ": the outcome of the commit is unknown";
        throw e instanceof SQLTimeoutException
            ? new SQLTimeoutException(message, SqlStates.OUTCOME_UNKNOWN, e)
            : SqlErrors.of(SqlStates.OUTCOME_UNKNOWN, message, e);
      }
      if (SqlStates.CONNECTION_FAILURE.equals(e.getSQLState())) {
        throw SqlErrors.of(
            SqlStates.OUTCOME_UNKNOWN, "no answer to the commit: its outcome is unknown", e);
      }
      throw e;
    }
    Receipt receipt = answer.receipt();
    guarded(() -> checkReceipt(transaction, answer));
    return receipt;
  }

  private Receipt checkReceipt(SignedTransaction sent, Response.Committed answer) {
    Receipt receipt = answer.receipt();
    Transaction transaction = sent.transaction();
    require(
        receipt.payloadHash().equals(sent.payloadHash())
            && receipt.sender().equals(transaction.sender())
            && receipt.clientId().equals(transaction.clientId()),
        UNSOUND_ROW,
        "receipt of another transaction");
    long height = receipt.version().height();
    require(
        height > transaction.snapshotHeight() && height <= transaction.expiryHeight(),
        UNSOUND_ROW,
        "receipt outside the transaction's life");
    require(answer.receiptIndex() == receipt.version().transaction(), UNSOUND_ROW, "receipt index");
    TrustedHead head = accept(answer.head());
    Digest root =
        RECEIPTS.rootFrom(
            receipt.leaf(), answer.receiptIndex(), answer.receiptCount(), answer.receiptPath());
    Digest certified = rootsAfter(height, head, answer.carrier()).receipts();
    require(root.equals(certified), UNSOUND_ROW, "receipt is not under the certified root");
    return receipt;
  }

  /** Certified roots after a block at or below the head. */
  private Roots rootsAfter(long height, TrustedHead head, Response.@Nullable Header carrier) {
    if (height == head.height()) {
      return head.roots();
    }
    if (height + 1 == head.height()) {
      return head.header().previous();
    }
    if (carrier == null) {
      throw new VerificationException(ROOT_MISMATCH, "no header carries the roots");
    }
    require(carrier.header().height() == height + 1, ROOT_MISMATCH, "header of another height");
    client.checkAncestorOf(head, carrier.header(), carrier.blockLogPath());
    return carrier.header().previous();
  }

  /** What each replica can prove against validators. */
  List<LedgerConnection.Testimony> evidence() {
    return replicas.endpoints().stream().map(this::evidence).toList();
  }

  private LedgerConnection.Testimony evidence(InetSocketAddress endpoint) {
    String name = endpoint.getHostString() + ":" + endpoint.getPort();
    try {
      Response answer = replicas.askOnly(endpoint, new Request.GetEvidence());
      if (answer instanceof Response.Failure failure) {
        return new LedgerConnection.Testimony(name, List.of(), failure.message());
      } else if (!(answer instanceof Response.Evidence found)) {
        throw VerificationException.malformed("answer of type " + answer.type());
      } else {
        Genesis genesis = client.genesis();
        found.contradictions().forEach(c -> c.verify(genesis.chainId(), genesis.validators()));
        return new LedgerConnection.Testimony(name, found.contradictions(), null);
      }
    } catch (VerificationException e) {
      return new LedgerConnection.Testimony(name, List.of(), "unverified: " + e.getMessage());
    } catch (IOException e) {
      return new LedgerConnection.Testimony(name, List.of(), "no answer: " + e.getMessage());
    }
  }

  boolean isAlive(long timeoutMs) {
    try {
      replicas.ask(new Request.Status(), Response.StatusReply.class, timeoutMs);
      return true;
    } catch (SQLException | VerificationException e) {
      return false;
    }
  }

  @Override
  public void close() {
    replicas.close();
  }
}
