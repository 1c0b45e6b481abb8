package org.assaydb.engine.replica.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.SignedTransaction;

/**
 * Transactions that wait for a block, in the order of their arrival, each payload once. Bounded in
 * bytes. Thread safe.
 */
public final class TransactionPool {
  private final long maxBytes;
  private final Map<Digest, SignedTransaction> pending = new LinkedHashMap<>();
  private long bytes;

  public TransactionPool(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a checked transaction; false when the pool is full. A known one is taken as added. */
  public synchronized boolean add(SignedTransaction transaction) {
    if (pending.containsKey(transaction.payloadHash())) {
      return true;
    }
    int size = BlockBody.encodedBytes(transaction);
    if (bytes + size > maxBytes) {
      return false;
    }
    pending.put(transaction.payloadHash(), transaction);
    bytes += size;
    return true;
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
    for (Digest hash : pending.keySet()) {
      if (!excluded.test(hash)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets transactions whose blocks became final. */
  synchronized void remove(Collection<SignedTransaction> done) {
    for (SignedTransaction transaction : done) {
      if (pending.remove(transaction.payloadHash()) != null) {
        bytes -= BlockBody.encodedBytes(transaction);
      }
    }
  }

  /** Drops and returns transactions that can no longer be applied at this height. */
  synchronized List<SignedTransaction> removeExpired(long height) {
    List<SignedTransaction> expired = new ArrayList<>();
    for (Iterator<SignedTransaction> i = pending.values().iterator(); i.hasNext(); ) {
      SignedTransaction transaction = i.next();
      if (transaction.transaction().expiryHeight() < height) {
        i.remove();
        bytes -= BlockBody.encodedBytes(transaction);
        expired.add(transaction);
      }
    }
    return expired;
  }

  /** Number of pending transactions. */
  public synchronized int size() {
    return pending.size();
  }
}
