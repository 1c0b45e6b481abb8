package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.CERTIFICATE_INSUFFICIENT;
import static org.assaydb.proofs.RejectReason.CERTIFICATE_INVALID;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;

/**
 * Signatures of validators over one {@link Statement}: a notarisation, skip certificate or final
 * certificate, by the kind of the statement.
 *
 * <p>Encoding: statement, signer bitmap of 16 bytes (bit i of byte i/8 = seat i), one 64-byte
 * signature per set bit in seat order.
 *
 * @param signatures by seat; values are 64 bytes
 */
public record Certificate(Statement statement, TreeMap<ValidatorId, byte[]> signatures) {
  private static final int BITMAP_BYTES = ValidatorSet.MAX / 8;

  public Certificate(Statement statement, Map<ValidatorId, byte[]> signatures) {
    this(statement, new TreeMap<>(signatures));
  }

  public List<ValidatorId> signers() {
    return List.copyOf(signatures.keySet());
  }

  /**
   * Checks seats, quorum and every signature against a set that the caller has proven.
   *
   * @throws org.assaydb.proofs.VerificationException CERTIFICATE_INSUFFICIENT below the quorum,
   *     CERTIFICATE_INVALID for a wrong seat or signature
   */
  public void verify(Digest chainId, ValidatorSet validators) {
    verify(new VerifiedSignatures(chainId, validators));
  }

  /** As {@link #verify(Digest, ValidatorSet)}; signatures that were checked before are known. */
  public void verify(VerifiedSignatures known) {
    ValidatorSet validators = known.validators();
    require(
        signatures.size() >= validators.quorum(),
        CERTIFICATE_INSUFFICIENT,
        signatures.size() + " signatures, quorum is " + validators.quorum());
    for (Map.Entry<ValidatorId, byte[]> e : signatures.entrySet()) {
      require(e.getKey().seat() < validators.size(), CERTIFICATE_INVALID, "no such seat");
      require(
          known.verify(statement, e.getKey(), e.getValue()),
          CERTIFICATE_INVALID,
          "signature of " + e.getKey());
    }
  }

  public void encode(ByteWriter out) {
    statement.encode(out);
    byte[] bitmap = new byte[BITMAP_BYTES];
    signatures.keySet().forEach(v -> bitmap[v.seat() >> 3] |= (byte) (1 << (v.seat() & 7)));
    out.raw(bitmap);
    signatures.values().forEach(out::raw);
  }

  public static Certificate decode(ByteReader in) {
    Statement statement = Statement.decode(in);
    byte[] bitmap = in.raw(BITMAP_BYTES);
    List<ValidatorId> seats = new ArrayList<>();
    for (int seat = 0; seat < ValidatorSet.MAX; seat++) {
      if ((bitmap[seat >> 3] >> (seat & 7) & 1) == 1) {
        seats.add(new ValidatorId(seat));
      }
    }
    require(
        in.remaining() >= seats.size() * Ed25519.SIGNATURE_BYTES, NONCANONICAL, "signature count");
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>();
    seats.forEach(s -> signatures.put(s, in.raw(Ed25519.SIGNATURE_BYTES)));
    return new Certificate(statement, signatures);
  }
}
