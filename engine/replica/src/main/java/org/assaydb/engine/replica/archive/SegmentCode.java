package org.assaydb.engine.replica.archive;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.require;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Turns the block bodies of a segment into shards and back. Segment bytes: per block one
 * length-prefixed body, in height order; not compressed, so that the bytes are canonical. They are
 * cut into k pieces of equal length, the last one padded with zeros. Coding reads a window of each
 * piece at a time, so that it takes the same memory whatever a segment's size.
 */
public final class SegmentCode {
  private static final int MAX_BODY_BYTES = 64 << 20;
  private static final int WINDOW_BYTES = 1 << 16;

  private final ReedSolomon code;

  /** A code of {@code dataShards} = f+1 of {@code totalShards} = n. */
  public SegmentCode(int dataShards, int totalShards) {
    code = new ReedSolomon(dataShards, totalShards);
  }

  /** How many shards rebuild a segment. */
  int dataShards() {
    return code.dataShards();
  }

  /** Bytes of a segment at any place. */
  interface Segment {
    int sizeBytes();

    /** Reads {@code target[from, to)} from {@code offset} on. */
    void read(long offset, byte[] target, int from, int to) throws IOException;
  }

  /** What the chain commits to, and the way from one shard to it. */
  record Coded(SegmentCommitment commitment, List<Digest> path) {}

  /**
   * Codes a segment.
   *
   * @param kept index of the shard that is wanted
   * @param shard takes its bytes
   */
  Coded encode(
      long number, long firstHeight, int blocks, Segment segment, int kept, OutputStream shard)
      throws IOException {
    int k = code.dataShards();
    int length = (segment.sizeBytes() + k - 1) / k;
    Sha256.Parts[] leaves = new Sha256.Parts[code.totalShards()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = SegmentCommitment.leafOf(number, i);
    }
    for (int at = 0; at < length; at += WINDOW_BYTES) {
      byte[][] coded = code.encode(window(segment, length, at));
      for (int i = 0; i < coded.length; i++) {
        leaves[i].add(coded[i], 0, coded[i].length);
      }
      shard.write(coded[kept]);
    }
    List<Digest> digests = Arrays.stream(leaves).map(Sha256.Parts::finish).toList();
    SegmentCommitment commitment =
        new SegmentCommitment(
            number,
            firstHeight,
            blocks,
            segment.sizeBytes(),
            k,
            code.totalShards(),
            SegmentCommitment.shardRoot(digests));
    return new Coded(commitment, SegmentCommitment.proveShard(digests, kept));
  }

  /** The same window of each of the k pieces. */
  private byte[][] window(Segment segment, int length, int at) throws IOException {
    int size = Math.min(WINDOW_BYTES, length - at);
    byte[][] pieces = new byte[code.dataShards()][size];
    for (int i = 0; i < pieces.length; i++) {
      long from = (long) i * length + at;
      int present = (int) Math.max(0, Math.min(size, segment.sizeBytes() - from));
      if (present > 0) {
        segment.read(from, pieces[i], 0, present);
      }
    }
    return pieces;
  }

  /**
   * Rebuilds the bodies from shards and checks them by encoding again: a shard set that is no
   * codeword is found here (attack X3).
   *
   * @param shards by index; ones that the commitment does not hold are ignored
   * @param kept index of the shard that is wanted
   * @throws org.assaydb.proofs.VerificationException ROOT_MISMATCH when the re-encoded shards have
   *     another root; MALFORMED when the bytes are no segment
   * @throws NotEnoughShardsException naming the missing indexes
   */
  Restored decode(SegmentCommitment commitment, Map<Integer, Shard> shards, int kept) {
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
    byte[] segment = join(commitment, present);
    ByteArrayOutputStream shard = new ByteArrayOutputStream(commitment.shardBytes());
    Coded coded = encodeAgain(commitment, segment, kept, shard);
    require(
        coded.commitment().equals(commitment),
        ROOT_MISMATCH,
        "segment " + commitment.number() + ": the shards are no codeword");
    return new Restored(
        new Shard(commitment.number(), kept, coded.path(), shard.toByteArray()),
        bodies(segment, commitment.blocks()));
  }

  /** A segment read back, and one of its shards. */
  record Restored(Shard shard, List<byte[]> bodies) {}

  private Coded encodeAgain(
      SegmentCommitment commitment, byte[] segment, int kept, OutputStream shard) {
    try {
      return encode(
          commitment.number(),
          commitment.firstHeight(),
          commitment.blocks(),
          new InMemory(segment),
          kept,
          shard);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A segment in memory. */
  record InMemory(byte[] bytes) implements Segment {
    @Override
    public int sizeBytes() {
      return bytes.length;
    }

    @Override
    public void read(long offset, byte[] target, int from, int to) {
      System.arraycopy(bytes, (int) offset, target, from, to - from);
    }
  }

  private byte[] join(SegmentCommitment commitment, byte[] @Nullable [] shards) {
    int size = commitment.sizeBytes();
    int length = commitment.shardBytes();
    byte[] segment = new byte[size];
    for (int at = 0; at < length; at += WINDOW_BYTES) {
      int end = Math.min(length, at + WINDOW_BYTES);
      byte[] @Nullable [] windows = new byte[shards.length][];
      for (int i = 0; i < shards.length; i++) {
        byte[] shard = shards[i];
        windows[i] = shard == null ? null : Arrays.copyOfRange(shard, at, end);
      }
      byte[][] data = code.decode(windows);
      for (int i = 0; i < data.length; i++) {
        long from = (long) i * length + at;
        int present = (int) Math.max(0, Math.min(end - at, size - from));
        if (present > 0) {
          System.arraycopy(data[i], 0, segment, (int) from, present);
        }
      }
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
