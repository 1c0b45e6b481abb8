package org.assaydb.consensus.node;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.PublicKey;

/** A stand-in that only the holder of the key's name can make: fine among simulated replicas. */
final class FastSignatures implements SignatureScheme {
  private final Map<Digest, byte[]> publicKeys = new HashMap<>();

  @Override
  public byte[] sign(byte[] secret, byte[] message) {
    Digest name = Sha256.of(HashTag.RESULT, secret);
    byte[] key = publicKeys.computeIfAbsent(name, n -> Ed25519.publicKey(secret).toBytes());
    return tag(key, message);
  }

  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    return Arrays.equals(tag(key.toBytes(), message), signature);
  }

  private static byte[] tag(byte[] key, byte[] message) {
    byte[] in = Arrays.copyOf(key, key.length + message.length);
    System.arraycopy(message, 0, in, key.length, message.length);
    byte[] out = new byte[64];
    Sha256.of(HashTag.RESULT, in).write(out, 0);
    return out;
  }
}
