package org.assaydb.consensus;

import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.PublicKey;

/** How votes are signed and checked. Production is Ed25519; simulations use a faster stand-in. */
public interface SignatureScheme {
  byte[] sign(byte[] secret, byte[] message);

  boolean verify(PublicKey key, byte[] message, byte[] signature);

  SignatureScheme ED25519 =
      new SignatureScheme() {
        @Override
        public byte[] sign(byte[] secret, byte[] message) {
          return Ed25519.sign(secret, message);
        }

        @Override
        public boolean verify(PublicKey key, byte[] message, byte[] signature) {
          return Ed25519.verify(key, message, signature);
        }
      };
}
