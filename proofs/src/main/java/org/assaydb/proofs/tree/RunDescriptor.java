package org.assaydb.proofs.tree;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;

/**
 * Commitment to one immutable run.
 *
 * <p>A run is a sequence of at least one chunk; a chunk is a sequence of at most {@link
 * #MAX_CHUNK_ROWS} entries, divided into groups of {@link #GROUP_ROWS} (the last may be shorter).
 *
 * @param tier 0 for the run in memory, whose chunks are single groups of varying size without
 *     column chunks; sealed runs have tiers from 1
 * @param leafCount number of leaves of the run's tree, at least 1: its chunks or, in an index
 *     grouped by key prefix, its prefixes
 * @param root digest of the top node ({@link TreeHasher})
 */
public record RunDescriptor(int tier, int leafCount, Summary summary, Digest root) {
  public static final int GROUP_ROWS = 64;
  public static final int MAX_CHUNK_ROWS = 4096;
  public static final long MAX_ENTRIES = 1L << 40;
  static final int MAX_TIER = 63;

  /** Rows of group {@code group} in a chunk of {@code chunkRows} entries. */
  public static int rowsInGroup(int chunkRows, int group) {
    return Math.min(GROUP_ROWS, chunkRows - group * GROUP_ROWS);
  }

  /** Groups of a chunk of {@code chunkRows} entries. */
  public static int groupsInChunk(int chunkRows) {
    return (chunkRows + GROUP_ROWS - 1) / GROUP_ROWS;
  }

  public void encode(ByteWriter out) {
    out.varint(tier).varint(leafCount);
    summary.encode(out);
    out.digest(root);
  }

  public static RunDescriptor decode(ByteReader in, IndexSchema schema) {
    int tier = in.varintAtMost(MAX_TIER, "tier");
    int leaves = in.varintAtMost(Integer.MAX_VALUE, "leaf count");
    Summary summary = Summary.decode(in, schema);
    VerificationException.require(
        leaves >= 1 && leaves <= summary.count(), RejectReason.MALFORMED, "leaf count");
    return new RunDescriptor(tier, leaves, summary, in.digest());
  }
}
