package org.assaydb.engine.replica.archive;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Turns the block bodies of a segment into shards and back. Segment bytes: per block one
 * length-prefixed body, in height order; not compressed, so that the bytes are canonical. They are
 * cut into k pieces of equal length, the last one padded with zeros.
 */
public final class SegmentCode {
  private static final int MAX_BODY_BYTES = 64 << 20;

  private final ReedSolomon code;

  /** A code of {@code dataShards} = f+1 of {@code totalShards} = n. */
  public SegmentCode(int dataShards, int totalShards) {
    code = new ReedSolomon(dataShards, totalShards);
  }

  /** How many shards rebuild a segment. */
  int dataShards() {
    return code.dataShards();
  }

  /** The commitment and all shards of a segment. */
  public record Coded(SegmentCommitment commitment, List<Shard> shards) {}

  public Coded encode(long number, long firstHeight, List<byte[]> bodies) {
    ByteWriter out = new ByteWriter(1 << 16);
    bodies.forEach(out::bytes);
    return encode(number, firstHeight, bodies.size(), out.toBytes());
  }

  private Coded encode(long number, long firstHeight, int blocks, byte[] segment) {
    int k = code.dataShards();
    int length = (segment.length + k - 1) / k;
    byte[][] data = new byte[k][];
    for (int i = 0; i < k; i++) {
      int from = Math.min(segment.length, i * length);
      data[i] =
          Arrays.copyOf(
              Arrays.copyOfRange(segment, from, Math.min(segment.length, from + length)), length);
    }
    byte[][] coded = code.encode(data);
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < coded.length; i++) {
      leaves.add(SegmentCommitment.shardLeaf(number, i, coded[i]));
    }
    SegmentCommitment commitment =
        new SegmentCommitment(
            number,
            firstHeight,
            blocks,
            segment.length,
            k,
            code.totalShards(),
            SegmentCommitment.shardRoot(leaves));
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < coded.length; i++) {
      shards.add(new Shard(number, i, SegmentCommitment.proveShard(leaves, i), coded[i]));
    }
    return new Coded(commitment, shards);
  }

  /**
   * Rebuilds the bodies from shards and checks them by encoding again: a shard set that is no
   * codeword is found here (attack X3).
   *
   * @param shards by index; ones that the commitment does not hold are ignored
   * @return the whole segment coded anew, and its bodies
   * @throws org.assaydb.proofs.VerificationException ROOT_MISMATCH when the re-encoded shards have
   *     another root; MALFORMED when the bytes are no segment
   * @throws NotEnoughShardsException naming the missing indexes
   */
  public Restored decode(SegmentCommitment commitment, Map<Integer, Shard> shards) {
    byte[] @Nullable [] present = new byte[code.totalShards()][];
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < code.totalShards(); i++) {
      Shard shard = shards.get(i);
      if (shard != null && commitment.holds(i, shard.bytes(), shard.path())) {
        present[i] = shard.bytes();
      } else {
        missing.add(i);
      }
    }
    if (code.totalShards() - missing.size() < code.dataShards()) {
      throw new NotEnoughShardsException(commitment.number(), code.dataShards(), missing);
    }
    byte[] segment = join(code.decode(present), commitment.sizeBytes());
    Coded coded =
        encode(commitment.number(), commitment.firstHeight(), commitment.blocks(), segment);
    require(
        coded.commitment().equals(commitment),
        ROOT_MISMATCH,
        "segment " + commitment.number() + ": the shards are no codeword");
    return new Restored(coded, bodies(segment, commitment.blocks()));
  }

  /** A segment read back. */
  public record Restored(Coded coded, List<byte[]> bodies) {}

  private static byte[] join(byte[][] data, int size) {
    byte[] segment = new byte[size];
    int length = data[0].length;
    for (int i = 0; i < data.length; i++) {
      int from = Math.min(size, i * length);
      System.arraycopy(data[i], 0, segment, from, Math.min(length, size - from));
    }
    return segment;
  }

  private static List<byte[]> bodies(byte[] segment, int blocks) {
    ByteReader in = new ByteReader(segment);
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      bodies.add(in.bytes(MAX_BODY_BYTES, "block body"));
    }
    require(in.remaining() == 0, MALFORMED, "trailing bytes in a segment");
    return bodies;
  }
}
