package org.assaydb.engine.replica.chain;

import java.util.Arrays;
import java.util.Map;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.SignedTransaction;

/**
 * Remembers which signatures were verified, so that each is verified once, and the keys of the
 * senders that were seen last. Thread safe.
 */
final class SignatureCache {
  private static final int CAPACITY = 65_536;
  private static final int SENDERS = 1_024;

  private final Map<Digest, byte[]> verified = BoundedMap.byAge(CAPACITY);

  /** Least recently used first. */
  private final Map<PublicKey, PublicKey> senders = BoundedMap.byUse(SENDERS);

  /** Throws CERTIFICATE_INVALID unless the sender signed the payload. */
  void verify(SignedTransaction transaction) {
    synchronized (verified) {
      byte[] known = verified.get(transaction.payloadHash());
      if (known != null && Arrays.equals(known, transaction.signature())) {
        return;
      }
    }
    PublicKey sender = known(transaction.transaction().sender());
    transaction.verifySignature(sender);
    synchronized (verified) {
      verified.put(transaction.payloadHash(), transaction.signature());
    }
  }

  /** The key as it was seen before: with its point, if a signature was checked by it. */
  private PublicKey known(PublicKey sender) {
    synchronized (senders) {
      PublicKey before = senders.putIfAbsent(sender, sender);
      return before == null ? sender : before;
    }
  }
}
