package org.assaydb.benchmarks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.StoreBatch;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;

/** An index store that is deleted when it is closed, and its newest state. Not thread safe. */
public final class ScratchStore implements AutoCloseable {
  private final Path directory;
  private final IndexStore store;
  private final List<IndexSchema> schemas = new ArrayList<>();
  private StateTree state;

  private ScratchStore(Path directory) {
    this.directory = directory;
    store = IndexStore.open(directory);
    state = store.emptyState();
  }

  /** An empty store below the system's directory for temporary files. */
  public static ScratchStore open() throws IOException {
    return new ScratchStore(Files.createTempDirectory("assay-bench"));
  }

  /** Begins indexes with a block of its own. */
  public void create(List<IndexSchema> created) {
    schemas.addAll(created);
    commit(state.apply(state.height() + 1, Map.of(), created, List.of()));
  }

  /** One more block, on disk when the call returns. */
  public void apply(Map<IndexId, List<Entry>> entries) {
    commit(state.apply(state.height() + 1, entries, List.of(), List.of()));
  }

  private void commit(StateTree next) {
    next.root();
    store.commit(next, new StoreBatch(), true);
    state = next;
  }

  /** The state after the last block. */
  public StateTree state() {
    return state;
  }

  public long height() {
    return state.height();
  }

  /** Indexes by ascending id, as they stand in the state tree. */
  public List<IndexSchema> schemas() {
    return schemas.stream()
        .sorted((a, b) -> Integer.compare(a.id().value(), b.id().value()))
        .toList();
  }

  public Optional<IndexSchema> schemaOf(IndexId id) {
    return schemas.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** Runs of an index. */
  public int runs(IndexId id) {
    return state.index(id).orElseThrow().descriptor().runs().size();
  }

  /** Where the store is. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    store.close();
    try {
      DiskUse.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
