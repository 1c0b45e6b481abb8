package org.assaydb.engine.replica.archive;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;

/**
 * One shard with its Merkle path; what a replica keeps of an archived segment and gives to peers.
 *
 * <p>Encoding: segment number, index, path length (varints), path digests, length-prefixed bytes.
 */
public record Shard(long segment, int index, List<Digest> path, byte[] bytes) {
  private static final int MAX_BYTES = 1 << 30;

  public Shard {
    path = List.copyOf(path);
  }

  public byte[] encode() {
    byte[] beginning = beginning(segment, index, path, bytes.length);
    return new ByteWriter(beginning.length + bytes.length).raw(beginning).raw(bytes).toBytes();
  }

  /** What stands before the bytes. */
  static byte[] beginning(long segment, int index, List<Digest> path, int length) {
    ByteWriter out = new ByteWriter(300);
    out.varint(segment).varint(index).varint(path.size());
    path.forEach(out::digest);
    return out.varint(length).toBytes();
  }

  public static Shard decode(byte[] encoded) {
    ByteReader in = new ByteReader(encoded);
    long segment = in.varintNonNegative("segment");
    int index = in.varintAtMost(127, "shard index");
    int length = in.varintAtMost(8, "path length");
    List<Digest> path = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      path.add(in.digest());
    }
    byte[] bytes = in.bytes(MAX_BYTES, "shard");
    in.end();
    return new Shard(segment, index, path, bytes);
  }
}
