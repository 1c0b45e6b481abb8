package org.assaydb.ads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;

/**
 * All indexes at one height; immutable, safe for any thread. Old trees stay readable for as long as
 * they are referenced; runs that no tree refers to any more are dropped from the disk later.
 */
public final class StateTree {
  private StateTree() {}

  public long height() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Certified digest of all indexes. */
  public Digest root() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * The state after the block at {@code height}. This tree stays as it is. Sealed runs made on the
   * way are on disk when the call returns, but nothing refers to them before {@link
   * IndexStore#commit}.
   *
   * @param height greater than {@link #height()}
   * @param entries per index, in run order, at most one per key and version; every version has this
   *     height
   * @param created indexes that begin with this block; {@code entries} may hold entries for them
   * @param dropped indexes that end with this block
   * @throws IllegalArgumentException when an index is unknown, created twice, or entries are out of
   *     order
   */
  public StateTree apply(
      long height,
      Map<IndexId, List<Entry>> entries,
      List<IndexSchema> created,
      List<IndexId> dropped) {
    throw new UnsupportedOperationException("not written yet");
  }

  public Optional<IndexState> index(IndexId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Reads without recording, for validation and tests; a new one per thread. */
  public StateReader reader() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Starts recording reads for a verification object; one per request. */
  public WitnessSession record() {
    throw new UnsupportedOperationException("not written yet");
  }
}
