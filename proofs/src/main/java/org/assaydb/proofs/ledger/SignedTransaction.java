package org.assaydb.proofs.ledger;

import java.util.Arrays;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * A transaction as it travels: payload bytes and the sender's Ed25519 signature over
 * (TRANSACTION_SIGNATURE, payload hash). Encoding: signature 64, length-prefixed payload.
 *
 * @param payload {@link Transaction#encode()}; not copied
 * @param transaction the decoded payload
 * @param payloadHash H(TRANSACTION, payload)
 */
public record SignedTransaction(
    byte[] payload, byte[] signature, Transaction transaction, Digest payloadHash) {

  public static SignedTransaction sign(Transaction transaction, byte[] secret) {
    byte[] payload = transaction.encode();
    Digest hash = Transaction.payloadHash(payload);
    return new SignedTransaction(
        payload, Ed25519.sign(secret, signingBytes(hash)), transaction, hash);
  }

  private static byte[] signingBytes(Digest payloadHash) {
    return new ByteWriter(33)
        .u8(HashTag.TRANSACTION_SIGNATURE.value())
        .digest(payloadHash)
        .toBytes();
  }

  /** Throws CERTIFICATE_INVALID unless the sender signed the payload. */
  public void verifySignature() {
    verifySignature(transaction.sender());
  }

  /** As {@link #verifySignature()}, with a sender's key that equals the transaction's. */
  public void verifySignature(PublicKey sender) {
    VerificationException.require(
        sender.equals(transaction.sender())
            && Ed25519.verify(sender, signingBytes(payloadHash), signature),
        RejectReason.CERTIFICATE_INVALID,
        "transaction signature");
  }

  /** Leaf of the transactions root: covers payload and signature. */
  public Digest leaf() {
    return Sha256.of(
        HashTag.TRANSACTION_LEAF, new ByteWriter(96).digest(payloadHash).raw(signature).toBytes());
  }

  public void encode(ByteWriter out) {
    out.raw(signature).bytes(payload);
  }

  /** Decodes one; the signature is not verified yet. */
  public static SignedTransaction decode(ByteReader in) {
    byte[] signature = in.raw(Ed25519.SIGNATURE_BYTES);
    byte[] payload = in.bytes(Transaction.MAX_BYTES, "transaction");
    return new SignedTransaction(
        payload, signature, Transaction.decode(payload), Transaction.payloadHash(payload));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTransaction t
        && payloadHash.equals(t.payloadHash)
        && Arrays.equals(signature, t.signature);
  }

  @Override
  public int hashCode() {
    return payloadHash.hashCode();
  }
}
