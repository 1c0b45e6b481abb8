package org.assaydb.engine.replica.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.SignedTransaction;

/**
 * Transactions that wait for a block, in the order of their arrival. Of the transactions that share
 * a client id one can be applied, so only one is held. Bounded in bytes, a quarter for each sender.
 * Thread safe.
 */
public final class TransactionPool {
  private static final int SHARES = 4;

  /** What became of a transaction that was offered. */
  public enum Added {
    ADDED,
    /** The pool has no room. */
    FULL,
    /** The sender has its share in the pool. */
    SHARE_USED,
    /** Another payload with the same client id waits. */
    CLIENT_ID_WAITS
  }

  private record ClientId(PublicKey sender, UUID id) {
    static ClientId of(SignedTransaction signed) {
      return new ClientId(signed.transaction().sender(), signed.transaction().clientId());
    }
  }

  private final long maxBytes;
  private final Map<ClientId, SignedTransaction> pending = new LinkedHashMap<>();
  private final Map<PublicKey, Long> bytesOfSenders = new HashMap<>();
  private long bytes;

  public TransactionPool(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a checked transaction. A known one is taken as added. */
  public synchronized Added add(SignedTransaction transaction) {
    ClientId id = ClientId.of(transaction);
    SignedTransaction before = pending.get(id);
    if (before != null) {
      return before.payloadHash().equals(transaction.payloadHash())
          ? Added.ADDED
          : Added.CLIENT_ID_WAITS;
    }
    int size = BlockBody.encodedBytes(transaction);
    if (bytes + size > maxBytes) {
      return Added.FULL;
    }
    if (bytesOfSenders.getOrDefault(id.sender(), 0L) + size > maxBytes / SHARES) {
      return Added.SHARE_USED;
    }
    pending.put(id, transaction);
    count(transaction, size);
    return Added.ADDED;
  }

  private void count(SignedTransaction transaction, long change) {
    bytes += change;
    PublicKey sender = transaction.transaction().sender();
    if (bytesOfSenders.merge(sender, change, Long::sum) == 0) {
      bytesOfSenders.remove(sender);
    }
  }

  /** The oldest transactions that {@code fit} accepts and that together fit into one block. */
  synchronized List<SignedTransaction> select(Predicate<SignedTransaction> fit) {
    List<SignedTransaction> selected = new ArrayList<>();
    long room = BlockBody.MAX_BYTES - 16;
    for (SignedTransaction transaction : pending.values()) {
      int size = BlockBody.encodedBytes(transaction);
      if (size > room) {
        break;
      }
      if (fit.test(transaction)) {
        selected.add(transaction);
        room -= size;
      }
    }
    return selected;
  }

  synchronized boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Whether one of the pending transactions is not among {@code excluded}. */
  synchronized boolean hasOtherThan(Predicate<Digest> excluded) {
    for (SignedTransaction transaction : pending.values()) {
      if (!excluded.test(transaction.payloadHash())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Forgets transactions whose blocks became final, and returns those that share a client id with
   * one of them: they can never be applied.
   */
  synchronized List<SignedTransaction> remove(Collection<SignedTransaction> done) {
    List<SignedTransaction> displaced = new ArrayList<>();
    for (SignedTransaction transaction : done) {
      SignedTransaction waiting = pending.remove(ClientId.of(transaction));
      if (waiting != null) {
        count(waiting, -BlockBody.encodedBytes(waiting));
        if (!waiting.payloadHash().equals(transaction.payloadHash())) {
          displaced.add(waiting);
        }
      }
    }
    return displaced;
  }

  /** Drops and returns transactions. */
  synchronized List<SignedTransaction> removeIf(Predicate<SignedTransaction> useless) {
    List<SignedTransaction> removed = pending.values().stream().filter(useless).toList();
    for (SignedTransaction transaction : removed) {
      pending.remove(ClientId.of(transaction));
      count(transaction, -BlockBody.encodedBytes(transaction));
    }
    return removed;
  }

  /** Number of pending transactions. */
  public synchronized int size() {
    return pending.size();
  }
}
