package org.assaydb.consensus.node;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.proofs.ledger.PublicKey;

/**
 * Remembers the signatures that were found valid, so that each is checked once: a certificate is
 * made of votes that were seen before. Thread safe.
 */
final class RememberedSignatures implements SignatureScheme {
  private static final int REMEMBERED = 8192;

  /** What a signature was found valid for; the message is not changed by anybody. */
  private record Signed(PublicKey key, byte[] message) {}

  private final SignatureScheme scheme;
  private final PublicKey own;
  private final Map<ByteBuffer, Signed> valid = BoundedMap.byAge(REMEMBERED);

  /** {@code own}: the key of what is signed here. */
  RememberedSignatures(SignatureScheme scheme, PublicKey own) {
    this.scheme = scheme;
    this.own = own;
  }

  @Override
  public byte[] sign(byte[] secret, byte[] message) {
    byte[] signature = scheme.sign(secret, message);
    remember(own, message, signature);
    return signature;
  }

  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    Signed known;
    synchronized (valid) {
      known = valid.get(ByteBuffer.wrap(signature));
    }
    if (known != null && known.key().equals(key) && Arrays.equals(known.message(), message)) {
      return true;
    }
    boolean found = scheme.verify(key, message, signature);
    if (found) {
      remember(key, message, signature);
    }
    return found;
  }

  private void remember(PublicKey key, byte[] message, byte[] signature) {
    synchronized (valid) {
      valid.put(ByteBuffer.wrap(signature.clone()), new Signed(key, message.clone()));
    }
  }
}
