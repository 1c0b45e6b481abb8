package org.assaydb.engine.replica.state;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.RfcTree;

/**
 * What a block carries: transactions in the order of their application.
 *
 * <p>Encoding: count (varint), then {@link SignedTransaction}s. At most {@link #MAX_BYTES}.
 */
public record BlockBody(List<SignedTransaction> transactions) {
  /** Longest encoded body; a transaction that does not fit alone is refused at submission. */
  public static final int MAX_BYTES = 8 << 20;

  /** Body bytes besides the transactions. */
  static final int OVERHEAD_BYTES = 10;

  private static final RfcTree TREE = new RfcTree(HashTag.TRANSACTION_NODE);
  private static final int MIN_TRANSACTION_BYTES = Ed25519.SIGNATURE_BYTES + 100;

  public BlockBody {
    transactions = List.copyOf(transactions);
  }

  /** RFC 6962 root over {@link SignedTransaction#leaf()}. */
  public Digest root() {
    List<Digest> leaves = new ArrayList<>(transactions.size());
    transactions.forEach(t -> leaves.add(t.leaf()));
    return TREE.root(leaves);
  }

  public byte[] encode() {
    int size = OVERHEAD_BYTES;
    for (SignedTransaction transaction : transactions) {
      size += encodedBytes(transaction);
    }
    ByteWriter out = new ByteWriter(size);
    out.varint(transactions.size());
    transactions.forEach(t -> t.encode(out));
    return out.toBytes();
  }

  /** Upper bound of what a transaction adds to a body. */
  public static int encodedBytes(SignedTransaction transaction) {
    return Ed25519.SIGNATURE_BYTES + 5 + transaction.payload().length;
  }

  /** Decodes hostile bytes; signatures are not verified. */
  public static BlockBody decode(byte[] bytes) {
    require(bytes.length <= MAX_BYTES, LIMIT_EXCEEDED, "block body exceeds " + MAX_BYTES);
    ByteReader in = new ByteReader(bytes);
    int count = in.count(MIN_TRANSACTION_BYTES, "transaction");
    require(count < Version.MAX_TRANSACTIONS, LIMIT_EXCEEDED, "transaction count");
    List<SignedTransaction> transactions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      transactions.add(SignedTransaction.decode(in));
    }
    in.end();
    return new BlockBody(transactions);
  }
}
