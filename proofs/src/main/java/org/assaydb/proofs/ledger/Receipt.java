package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.UUID;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.Version;

/**
 * What became of a transaction; leaf of the receipts root of its block, in transaction order.
 *
 * <p>Encoding: payload hash, sender, client id (16), packed version varint, status byte (1
 * committed, 0 aborted), SQLSTATE (string, {@code 00000} when committed), message, rows inserted,
 * updated, deleted (varints).
 *
 * @param version height and place in the block; hidden row ids and entry versions follow from it
 */
public record Receipt(
    Digest payloadHash,
    PublicKey sender,
    UUID clientId,
    Version version,
    boolean committed,
    String sqlState,
    String message,
    long inserted,
    long updated,
    long deleted) {
  static final int MAX_MESSAGE_BYTES = 1024;

  public long rows() {
    return inserted + updated + deleted;
  }

  public Digest leaf() {
    ByteWriter out = new ByteWriter(192);
    encode(out);
    return Sha256.of(HashTag.RECEIPT_LEAF, out.toBytes());
  }

  public void encode(ByteWriter out) {
    out.digest(payloadHash);
    sender.encode(out);
    out.i64(clientId.getMostSignificantBits()).i64(clientId.getLeastSignificantBits());
    out.varint(version.packed()).bool(committed).string(sqlState).string(message);
    out.varint(inserted).varint(updated).varint(deleted);
  }

  public static Receipt decode(ByteReader in) {
    Digest payloadHash = in.digest();
    PublicKey sender = PublicKey.decode(in);
    UUID clientId = new UUID(in.i64(), in.i64());
    Version version = new Version(in.varintNonNegative("version"));
    boolean committed = in.bool();
    String state = in.string(5, "SQLSTATE");
    require(state.length() == 5 && committed == state.equals("00000"), MALFORMED, "SQLSTATE");
    return new Receipt(
        payloadHash,
        sender,
        clientId,
        version,
        committed,
        state,
        in.string(MAX_MESSAGE_BYTES, "message"),
        in.varintNonNegative("inserted"),
        in.varintNonNegative("updated"),
        in.varintNonNegative("deleted"));
  }
}
