package org.assaydb.proofs.ledger;

import java.util.HexFormat;
import java.util.Optional;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key: 32 bytes, held like a digest; a value. Decoding the point is half of a
 * signature check, so a key keeps its point from the first check on: whoever checks many signatures
 * of one key keeps the key. Thread safe.
 */
public final class PublicKey {
  private final Digest bytes;

  /** Empty for a key that verifies nothing; null before the first check. */
  private volatile @Nullable Optional<PublicPoint> point;

  public PublicKey(Digest bytes) {
    this.bytes = bytes;
  }

  public static PublicKey of(byte[] raw) {
    return new PublicKey(Digest.read(raw, 0));
  }

  public static PublicKey decode(ByteReader in) {
    return new PublicKey(in.digest());
  }

  public void encode(ByteWriter out) {
    out.digest(bytes);
  }

  public byte[] toBytes() {
    return bytes.toBytes();
  }

  /** The point; empty unless the encoding is canonical and the point of full order. */
  Optional<PublicPoint> point() {
    Optional<PublicPoint> known = point;
    if (known == null) {
      known =
          Optional.ofNullable(
              org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(toBytes(), 0));
      point = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey key && key.bytes.equals(bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes.toBytes(), 0, 4);
  }
}
