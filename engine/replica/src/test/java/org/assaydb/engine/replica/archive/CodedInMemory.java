package org.assaydb.engine.replica.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;

/** The commitment and all shards of a segment. */
record CodedInMemory(SegmentCommitment commitment, List<Shard> shards) {
  static CodedInMemory encode(int k, int n, long number, long firstHeight, List<byte[]> bodies)
      throws IOException {
    ByteWriter segment = new ByteWriter(1 << 10);
    bodies.forEach(segment::bytes);
    SegmentCode.InMemory bytes = new SegmentCode.InMemory(segment.toBytes());
    List<Shard> shards = new ArrayList<>();
    SegmentCode.Coded coded = null;
    for (int i = 0; i < n; i++) {
      ByteArrayOutputStream shard = new ByteArrayOutputStream();
      coded = new SegmentCode(k, n).encode(number, firstHeight, bodies.size(), bytes, i, shard);
      shards.add(new Shard(number, i, coded.path(), shard.toByteArray()));
    }
    return new CodedInMemory(coded.commitment(), shards);
  }
}
