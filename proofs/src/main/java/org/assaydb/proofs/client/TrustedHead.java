package org.assaydb.proofs.client;

import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;

/**
 * A header that the light client has accepted, with the final certificate that made it so.
 *
 * <p>Encoding: header, certificate.
 */
public record TrustedHead(BlockHeader header, Certificate certificate) {
  public long height() {
    return header.height();
  }

  public Digest hash() {
    return header.hash();
  }

  /** Roots after the block, as certified. */
  public Roots roots() {
    return ((Statement.Final) certificate.statement()).roots();
  }

  public List<ValidatorId> signers() {
    return certificate.signers();
  }

  public void encode(ByteWriter out) {
    header.encode(out);
    certificate.encode(out);
  }

  /** Decodes without checking; {@link LightClient} checks. */
  public static TrustedHead decode(ByteReader in) {
    return new TrustedHead(BlockHeader.decode(in), Certificate.decode(in));
  }
}
