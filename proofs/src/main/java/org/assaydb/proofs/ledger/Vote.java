package org.assaydb.proofs.ledger;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/** One signed statement. Encoding: seat varint, statement, 64 signature bytes. */
public record Vote(ValidatorId voter, Statement statement, byte[] signature) {
  public void encode(ByteWriter out) {
    out.varint(voter.seat());
    statement.encode(out);
    out.raw(signature);
  }

  public static Vote decode(ByteReader in) {
    ValidatorId voter = new ValidatorId(in.varintAtMost(ValidatorSet.MAX - 1, "voter"));
    return new Vote(voter, Statement.decode(in), in.raw(Ed25519.SIGNATURE_BYTES));
  }
}
