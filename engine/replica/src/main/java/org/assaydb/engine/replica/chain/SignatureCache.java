package org.assaydb.engine.replica.chain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.SignedTransaction;

/** Remembers which signatures were verified, so that each is verified once. Thread safe. */
final class SignatureCache {
  private static final int CAPACITY = 65_536;

  private final Map<Digest, byte[]> verified =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, byte[]> eldest) {
          return size() > CAPACITY;
        }
      };

  /** Throws CERTIFICATE_INVALID unless the sender signed the payload. */
  void verify(SignedTransaction transaction) {
    synchronized (verified) {
      byte[] known = verified.get(transaction.payloadHash());
      if (known != null && Arrays.equals(known, transaction.signature())) {
        return;
      }
    }
    transaction.verifySignature();
    synchronized (verified) {
      verified.put(transaction.payloadHash(), transaction.signature());
    }
  }
}
