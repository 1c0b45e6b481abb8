package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;

/**
 * Leaf content of the state tree: one index.
 *
 * <p>Encoding: index id, schema version, floor, valid-from height, run count, runs newest first,
 * number of pending merges (0 in format 1), history flag (0 in format 1). Digest = H(INDEX,
 * encoding).
 *
 * @param floor height from which on the current runs suffice to read (0: always)
 * @param validFrom height of the block that created the index; no snapshot before it is readable
 * @param runs newest first; every version in a run is greater than every version in the next one
 */
public record IndexDescriptor(
    IndexId id, int schemaVersion, long floor, long validFrom, List<RunDescriptor> runs) {
  public static final int MAX_RUNS = 256;

  public IndexDescriptor {
    runs = List.copyOf(runs);
    for (int i = 1; i < runs.size(); i++) {
      require(
          runs.get(i - 1).summary().minVersion().compareTo(runs.get(i).summary().maxVersion()) > 0,
          MALFORMED,
          "runs overlap in versions");
    }
  }

  public Digest digest() {
    ByteWriter out = new ByteWriter(256);
    encode(out);
    return Sha256.of(HashTag.INDEX, out.toBytes());
  }

  public void encode(ByteWriter out) {
    out.varint(id.value()).varint(schemaVersion).varint(floor).varint(validFrom);
    out.varint(runs.size());
    runs.forEach(r -> r.encode(out));
    out.u8(0).u8(0);
  }

  /**
   * Decodes hostile bytes.
   *
   * @param schemas of the certified catalog; throws for an index that it does not have
   */
  public static IndexDescriptor decode(ByteReader in, Function<IndexId, IndexSchema> schemas) {
    IndexId id = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
    IndexSchema schema = schemas.apply(id);
    int version = in.varintAtMost(Integer.MAX_VALUE, "schema version");
    long floor = in.varintNonNegative("floor");
    long validFrom = in.varintNonNegative("valid-from height");
    int count = in.varintAtMost(MAX_RUNS, "run count");
    List<RunDescriptor> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(RunDescriptor.decode(in, schema));
    }
    require(in.u8() == 0, MALFORMED, "pending merges in format 1");
    require(in.u8() == 0, MALFORMED, "history in format 1");
    return new IndexDescriptor(id, version, floor, validFrom, runs);
  }
}
