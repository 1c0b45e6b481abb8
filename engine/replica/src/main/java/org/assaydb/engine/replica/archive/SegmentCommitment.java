package org.assaydb.engine.replica.archive;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.tree.RfcTree;

/**
 * What the chain commits to for one archived segment; leaf of the archive root.
 *
 * <p>Encoding: segment number, first height, number of blocks, byte length, k, n (varints), shard
 * root. Digest = H(SEGMENT, encoding).
 *
 * @param number from 0; segment i holds heights i * segmentBlocks + 1 to (i + 1) * segmentBlocks
 * @param sizeBytes of the segment before padding
 * @param shardRoot RFC 6962 root over the n shard leaves, H(SHARD_LEAF, number, index, bytes)
 */
public record SegmentCommitment(
    long number,
    long firstHeight,
    int blocks,
    int sizeBytes,
    int dataShards,
    int totalShards,
    Digest shardRoot) {
  private static final RfcTree SHARDS = new RfcTree(HashTag.SHARD_NODE);
  private static final RfcTree SEGMENTS = new RfcTree(HashTag.ARCHIVE);

  /** Bytes of each shard. */
  public int shardBytes() {
    return (sizeBytes + dataShards - 1) / dataShards;
  }

  public Digest digest() {
    return Sha256.of(HashTag.SEGMENT, encode());
  }

  /** The archive root of a header: over all segments that must be coded by its height. */
  public static Digest archiveRoot(List<Digest> segmentDigests) {
    return SEGMENTS.root(segmentDigests);
  }

  static Digest shardLeaf(long segment, int index, byte[] shard) {
    return leafOf(segment, index).add(shard, 0, shard.length).finish();
  }

  /** The leaf of a shard whose bytes are added in parts. */
  static Sha256.Parts leafOf(long segment, int index) {
    ByteWriter prefix =
        new ByteWriter(16).u8(HashTag.SHARD_LEAF.value()).varint(segment).varint(index);
    return new Sha256.Parts().add(prefix.buffer(), 0, prefix.size());
  }

  static Digest shardRoot(List<Digest> leaves) {
    return SHARDS.root(leaves);
  }

  static List<Digest> proveShard(List<Digest> leaves, int index) {
    return SHARDS.prove(leaves, index);
  }

  /** Whether {@code shard} is shard {@code index} of this segment. */
  boolean holds(int index, byte[] shard, List<Digest> path) {
    return index >= 0
        && index < totalShards
        && shard.length == shardBytes()
        && path.size() <= 8
        && SHARDS
            .rootFrom(shardLeaf(number, index, shard), index, totalShards, path)
            .equals(shardRoot);
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(80);
    encode(out);
    return out.toBytes();
  }

  public void encode(ByteWriter out) {
    out.varint(number).varint(firstHeight).varint(blocks).varint(sizeBytes);
    out.varint(dataShards).varint(totalShards).digest(shardRoot);
  }

  public static SegmentCommitment decode(ByteReader in) {
    long number = in.varintNonNegative("segment");
    long first = in.varintNonNegative("height");
    int blocks = in.varintAtMost(1 << 24, "blocks");
    int size = in.varintAtMost(Integer.MAX_VALUE - 1024, "segment size");
    int data = in.varintAtMost(128, "data shards");
    int total = in.varintAtMost(128, "shards");
    require(data >= 1 && data <= total, MALFORMED, "shard counts");
    return new SegmentCommitment(number, first, blocks, size, data, total, in.digest());
  }
}
