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
 * number of pending merges, merges newest first, history root. Digest = H(INDEX, encoding).
 *
 * @param floor height from which on the current runs suffice to read (0: always); below it the
 *     history runs are part of every read
 * @param validFrom height of the block that created the index; no snapshot before it is readable
 * @param runs newest first; every version in a run is greater than every version in the next one
 * @param merges under way, newest inputs first, without common inputs
 */
public record IndexDescriptor(
    IndexId id,
    int schemaVersion,
    long floor,
    long validFrom,
    List<RunDescriptor> runs,
    List<MergeDescriptor> merges,
    HistoryRoot history) {
  public static final int MAX_RUNS = 256;

  /** An index without pending merges and history. */
  public IndexDescriptor(
      IndexId id, int schemaVersion, long floor, long validFrom, List<RunDescriptor> runs) {
    this(id, schemaVersion, floor, validFrom, runs, List.of(), HistoryRoot.NONE);
  }

  public IndexDescriptor {
    runs = List.copyOf(runs);
    merges = List.copyOf(merges);
    for (int i = 1; i < runs.size(); i++) {
      require(
          runs.get(i - 1).summary().minVersion().compareTo(runs.get(i).summary().maxVersion()) > 0,
          MALFORMED,
          "runs overlap in versions");
    }
  }

  public boolean hasHistory() {
    return history.count() > 0;
  }

  public Digest digest() {
    ByteWriter out = new ByteWriter(256);
    encode(out);
    return digest(out.buffer(), 0, out.size());
  }

  /** Digest of the encoded descriptor {@code bytes[from, to)}. */
  public static Digest digest(byte[] bytes, int from, int to) {
    return Sha256.get().hash(HashTag.INDEX, bytes, from, to);
  }

  public void encode(ByteWriter out) {
    out.varint(id.value()).varint(schemaVersion).varint(floor).varint(validFrom);
    out.varint(runs.size());
    runs.forEach(r -> r.encode(out));
    out.varint(merges.size());
    merges.forEach(m -> m.encode(out));
    history.encode(out);
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
    int pending = in.varintAtMost(count, "pending merge count");
    List<MergeDescriptor> merges = new ArrayList<>();
    int free = count;
    for (int i = 0; i < pending; i++) {
      MergeDescriptor merge = MergeDescriptor.decode(in, count);
      require(merge.older() + merge.inputs() <= free, MALFORMED, "merges out of order");
      free = merge.older();
      merges.add(merge);
    }
    HistoryRoot history = HistoryRoot.decode(in);
    require(floor == 0 || history.count() > 0, MALFORMED, "floor without history");
    return new IndexDescriptor(id, version, floor, validFrom, runs, merges, history);
  }
}
