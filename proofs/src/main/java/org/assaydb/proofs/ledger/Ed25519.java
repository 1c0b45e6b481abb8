package org.assaydb.proofs.ledger;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * Ed25519 (RFC 8032), pure Java. Verification is strict: canonical encodings, S below the group
 * order, and public keys of full order (small-order keys verify nothing).
 */
public final class Ed25519 {
  public static final int SIGNATURE_BYTES = 64;
  public static final int SECRET_BYTES = 32;

  private Ed25519() {}

  /** A new secret key from the caller's source of randomness. */
  public static byte[] newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePrivateKey(random, secret);
    return secret;
  }

  public static PublicKey publicKey(byte[] secret) {
    byte[] key = new byte[32];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(secret, 0, key, 0);
    return PublicKey.of(key);
  }

  public static byte[] sign(byte[] secret, byte[] message) {
    byte[] signature = new byte[SIGNATURE_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        secret, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** False for any signature or key that is not strictly valid; never throws on hostile input. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    Optional<PublicPoint> point = key.point();
    return point.isPresent()
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, point.get(), message, 0, message.length);
  }
}
