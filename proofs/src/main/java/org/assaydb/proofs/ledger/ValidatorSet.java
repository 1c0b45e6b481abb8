package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.CERTIFICATE_INVALID;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;

/**
 * The validators of one epoch in seat order: n from 4 to 128 distinct keys, f = floor((n-1)/3),
 * quorum = n - f. A validator is named by its seat.
 */
public record ValidatorSet(List<PublicKey> keys) {
  public static final int MIN = 4;
  public static final int MAX = 128;

  public ValidatorSet {
    keys = List.copyOf(keys);
    require(
        keys.size() >= MIN && keys.size() <= MAX,
        CERTIFICATE_INVALID,
        "a validator set has " + MIN + " to " + MAX + " members, not " + keys.size());
    require(new HashSet<>(keys).size() == keys.size(), CERTIFICATE_INVALID, "doubled validator");
  }

  public int size() {
    return keys.size();
  }

  public int maxFaulty() {
    return (keys.size() - 1) / 3;
  }

  public int quorum() {
    return keys.size() - maxFaulty();
  }

  public PublicKey key(ValidatorId seat) {
    return keys.get(seat.seat());
  }

  public Digest hash() {
    ByteWriter out = new ByteWriter(8 + 32 * keys.size());
    encode(out);
    return Sha256.of(HashTag.VALIDATOR_SET, out.toBytes());
  }

  public void encode(ByteWriter out) {
    out.varint(keys.size());
    keys.forEach(k -> k.encode(out));
  }

  public static ValidatorSet decode(ByteReader in) {
    int count = in.varintAtMost(MAX, "validator count");
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(PublicKey.decode(in));
    }
    return new ValidatorSet(keys);
  }
}
