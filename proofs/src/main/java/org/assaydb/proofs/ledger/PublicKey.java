package org.assaydb.proofs.ledger;

import java.util.HexFormat;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;

/** An Ed25519 public key: 32 bytes, held like a digest. */
public record PublicKey(Digest bytes) {
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

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes.toBytes(), 0, 4);
  }
}
