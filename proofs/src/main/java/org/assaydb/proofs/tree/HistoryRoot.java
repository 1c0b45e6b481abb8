package org.assaydb.proofs.tree;

import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;

/**
 * Commitment to all history runs of an index: an RFC 6962 list that only grows, oldest first.
 *
 * <p>Encoding: varint count, then unless it is 0 the root (32).
 */
public record HistoryRoot(int count, Digest root) {
  public static final int MAX_RUNS = 1 << 20;

  /** Of an index that moved nothing to its history. */
  public static final HistoryRoot NONE = of(List.of());

  /**
   * @param runs oldest first
   */
  public static HistoryRoot of(List<HistoryDescriptor> runs) {
    List<Digest> leaves = runs.stream().map(HistoryDescriptor::digest).toList();
    return new HistoryRoot(runs.size(), new RfcTree(HashTag.HISTORY_NODE).root(leaves));
  }

  void encode(ByteWriter out) {
    out.varint(count);
    if (count > 0) {
      out.digest(root);
    }
  }

  static HistoryRoot decode(ByteReader in) {
    int count = in.varintAtMost(MAX_RUNS, "history run count");
    return count == 0 ? NONE : new HistoryRoot(count, in.digest());
  }
}
