package org.assaydb.ads;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB of one replica: sealed runs, the increments of run 0, manifests, and key-values of the
 * engine. One process opens a directory at a time. Reads and {@link StateTree#apply} may run on any
 * threads; {@link #commit} is called by one thread at a time, and nothing after {@link #close}.
 */
public final class IndexStore implements AutoCloseable {
  private IndexStore() {}

  /**
   * Opens the store in {@code dir}, creating it when it is not there. What an earlier process left
   * uncommitted is removed.
   *
   * @throws StorageException CORRUPTION when what is there is damaged, UNAVAILABLE when it cannot
   *     be opened (locked, no space, no permission)
   */
  public static IndexStore open(Path dir) {
    throw new UnsupportedOperationException("not written yet: " + dir);
  }

  /** State of the last committed height; empty before the first commit. */
  public Optional<StateTree> loadState() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The state before genesis: height 0, no indexes. */
  public StateTree emptyState() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Writes {@code state}, which descends from the last committed state, and the changes of {@code
   * extra} in one atomic batch.
   *
   * @param sync whether the batch has reached the disk when the call returns; without it a later
   *     synced commit takes this one along, and a power loss may lose it as a whole
   * @throws IllegalArgumentException when {@code state} does not descend from the committed state
   */
  public void commit(StateTree state, StoreBatch extra, boolean sync) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** A key-value of the engine; null when there is none. */
  public byte @Nullable [] get(byte[] key) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("not written yet");
  }
}
