package org.assaydb.ads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexId;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB of one replica: sealed runs, the increments of run 0, manifests, and key-values of the
 * engine. One process opens a directory at a time. Reads and {@link StateTree#apply} may run on any
 * threads; {@link #commit} is called by one thread at a time, and nothing after {@link #close}.
 */
public final class IndexStore implements AutoCloseable {
  private static final long BLOCK_CACHE_BYTES = 8L << 20;
  private static final long WRITE_BUFFER_BYTES = 16L << 20;
  private static final long MAX_LOG_BYTES = 64L << 20;
  private static final int MAX_OPEN_FILES = 512;

  private final RocksDB db;
  private final StateStorage storage;
  private final RunBodies bodies;
  private final MergeWorkers workers;
  private final Deque<AutoCloseable> resources;
  private final List<Long> droppable = new ArrayList<>();
  private final StoreScrub scrub;

  /** Bodies of runs that were written anew, since the last synced commit. */
  private final List<Long> replaced = new ArrayList<>();

  private volatile @Nullable StateTree committed;

  private IndexStore(
      Path directory, RocksDB db, MergeWorkers workers, Deque<AutoCloseable> resources)
      throws RocksDBException {
    this.db = db;
    this.workers = workers;
    this.resources = resources;
    bodies = workers.bodies();
    storage = new StateStorage(db, workers);
    scrub = new StoreScrub(directory, db, this);
    committed = storage.load();
  }

  /**
   * Opens the store in {@code dir}, creating it when it is not there. What an earlier process left
   * uncommitted is removed.
   *
   * @throws StorageException CORRUPTION when what is there is damaged, UNAVAILABLE when it cannot
   *     be opened (locked, no space, no permission)
   */
  public static IndexStore open(Path dir) {
    return open(dir, StoreOptions.PRODUCTION);
  }

  static IndexStore open(Path dir, StoreOptions options) {
    Deque<AutoCloseable> resources = new ArrayDeque<>();
    boolean opened = false;
    try {
      Files.createDirectories(dir);
      RocksDB.loadLibrary();
      IndexStore store = open(dir, options, resources);
      opened = true;
      return store;
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "index store in " + dir);
    } catch (IOException e) {
      throw StorageException.unavailable("index store in " + dir, e);
    } finally {
      if (!opened) {
        close(resources);
      }
    }
  }

  private static IndexStore open(Path dir, StoreOptions options, Deque<AutoCloseable> resources)
      throws RocksDBException {
    LRUCache cache = opened(resources, new LRUCache(BLOCK_CACHE_BYTES));
    BlockBasedTableConfig table = new BlockBasedTableConfig().setBlockCache(cache);
    DBOptions db = opened(resources, new DBOptions());
    db.setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setMaxOpenFiles(MAX_OPEN_FILES)
        .setMaxBackgroundJobs(1)
        .setMaxTotalWalSize(MAX_LOG_BYTES)
        .setKeepLogFileNum(2)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setStatsDumpPeriodSec(0);
    ColumnFamilyOptions state = opened(resources, new ColumnFamilyOptions());
    state.setTableFormatConfig(table).setWriteBufferSize(WRITE_BUFFER_BYTES);
    state.setCompressionType(CompressionType.LZ4_COMPRESSION);
    ColumnFamilyOptions runs = opened(resources, new ColumnFamilyOptions());
    // Ingested files do not overlap and go as they came: there is nothing to compact.
    runs.setTableFormatConfig(table).setWriteBufferSize(1 << 20).setDisableAutoCompactions(true);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, state),
            new ColumnFamilyDescriptor("runs".getBytes(StandardCharsets.UTF_8), runs));
    RocksDB rocks = opened(resources, RocksDB.open(db, dir.toString(), families, handles));
    handles.forEach(h -> opened(resources, h));
    Options bodyOptions = new Options();
    bodyOptions.setTableFormatConfig(table).setCompressionType(CompressionType.LZ4_COMPRESSION);
    RunBodies bodies =
        new RunBodies(
            rocks,
            handles.get(1),
            bodyOptions,
            dir.resolve("scratch"),
            new ChunkCache(options.chunkCacheBytes()));
    opened(resources, bodies);
    MergeWorkers workers = new MergeWorkers(bodies, options.sizing(), options.mergeThreads());
    return new IndexStore(dir, rocks, opened(resources, workers), resources);
  }

  private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> resources, T resource) {
    resources.push(resource);
    return resource;
  }

  /** State of the last committed height; empty before the first commit. */
  public Optional<StateTree> loadState() {
    return Optional.ofNullable(committed);
  }

  /** The state before genesis: height 0, no indexes. */
  public StateTree emptyState() {
    return new StateTree(workers, 0, new TreeMap<>());
  }

  /**
   * Writes {@code state}, which descends from the last committed state, and the changes of {@code
   * extra} in one atomic batch.
   *
   * @param sync whether the batch has reached the disk when the call returns; without it a later
   *     synced commit takes this one along, and a power loss may lose it as a whole
   * @throws IllegalArgumentException when {@code state} does not descend from the committed state
   */
  public synchronized void commit(StateTree state, StoreBatch extra, boolean sync) {
    try (WriteBatch batch = new WriteBatch();
        WriteOptions write = new WriteOptions().setSync(sync)) {
      storage.write(state, committed, batch);
      for (StoreBatch.Change change : extra.changes()) {
        byte[] key = StoreKeys.engine(change.key());
        if (change.value() == null) {
          batch.delete(key);
        } else {
          batch.put(key, change.value());
        }
      }
      db.write(write, batch);
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "commit of height " + state.height());
    }
    cancelDropped(state);
    committed = state;
    if (sync) {
      dropUnreachable();
    }
  }

  /** A dropped index needs its merges no more; states before the drop are not built upon again. */
  private void cancelDropped(StateTree state) {
    if (committed != null) {
      for (IndexState old : committed.indexes()) {
        if (state.index(old.schema().id()).isEmpty()) {
          old.sealed().merges().forEach(m -> m.task().cancel());
        }
      }
    }
  }

  /**
   * The failure of the last background merge, when it failed. It is tried again by the block that
   * installs it; when that fails too, {@link StateTree#apply} throws.
   */
  public Optional<StorageException> mergeFailure() {
    return Optional.ofNullable(workers.failure());
  }

  /**
   * A run may go once no tree reads it and no manifest that a power loss could bring back names it:
   * so only after a synced commit, and one call after it was found.
   */
  private void dropUnreachable() {
    droppable.forEach(bodies::drop);
    droppable.clear();
    droppable.addAll(bodies.unreachable());
    droppable.addAll(replaced);
    replaced.clear();
  }

  /**
   * Checks every stored byte, writes damaged runs of the committed state anew, and says what it
   * found. Takes long; beside all else.
   *
   * @param others where chunks come from that cannot be read here
   * @param pace is told of bytes that were read, and may wait
   */
  public StoreScrub.Report scrub(StoreScrub.Chunks others, LongConsumer pace) {
    return scrub.run(others, pace);
  }

  /**
   * Rows of a chunk of a current run for a replica that lost it; empty when they are not here or
   * damaged here too.
   *
   * @param run root of the run
   */
  public Optional<List<byte[]>> chunk(IndexId index, Digest run, int chunk) {
    return scrub.chunk(index, run, chunk);
  }

  /** Lets a run have another body; durable on return. */
  synchronized void move(SealedRun run, long body) {
    long old = run.id();
    run.moveTo(body);
    StateTree state = Objects.requireNonNull(committed);
    Optional<IndexState> index = state.index(run.schema().id());
    try (WriteBatch batch = new WriteBatch();
        WriteOptions write = new WriteOptions().setSync(true)) {
      if (index.isPresent()) { // else it was dropped since: older snapshots alone read the run
        StateStorage.writeManifest(index.get(), batch);
        db.write(write, batch);
      }
    } catch (RocksDBException e) {
      run.moveTo(old); // the stored manifest names it: it must not go
      throw RocksFailure.of(e, "repair of a run");
    }
    replaced.add(old);
  }

  /** A key-value of the engine; null when there is none. */
  public byte @Nullable [] get(byte[] key) {
    try {
      return db.get(StoreKeys.engine(key));
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "key-value");
    }
  }

  @Override
  public void close() {
    close(resources);
  }

  /** Closes in the reverse order of opening. */
  private static void close(Deque<AutoCloseable> resources) {
    while (!resources.isEmpty()) {
      AutoCloseable resource = resources.pop();
      if (resource instanceof org.rocksdb.AbstractNativeReference nativeReference) {
        nativeReference.close();
      } else if (resource instanceof RunBodies bodies) {
        bodies.close();
      } else if (resource instanceof MergeWorkers workers) {
        workers.close();
      }
    }
  }

  /** For tests. */
  StoreScrub scrub() {
    return scrub;
  }

  /** For tests and figures. */
  RunBodies bodies() {
    return bodies;
  }

  /** For tests. */
  MergeWorkers workers() {
    return workers;
  }
}
