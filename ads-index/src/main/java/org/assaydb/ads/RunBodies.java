package org.assaydb.ads;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexSchema;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompressionType;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SstFileWriter;

/**
 * Bodies of sealed runs in the column family "runs". A run is written as one table file and
 * ingested whole, so it is there completely or not at all, takes no memtable, log or compaction,
 * and goes away with its file. Its object's reachability decides how long it stays: {@link
 * #unreachable} names the runs that nobody can read any more. Safe for any thread.
 */
final class RunBodies implements AutoCloseable {
  private static final class RunReference extends PhantomReference<SealedRun> {
    private final RunNumber number;

    RunReference(SealedRun run, RunNumber number, ReferenceQueue<SealedRun> queue) {
      super(run, queue);
      this.number = number;
    }
  }

  /** Smaller runs are merged again soon: compressing them would cost half of writing them. */
  private static final long COMPRESSED_ENTRIES = 1 << 20;

  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final Options tableOptions;
  private final Options youngTableOptions;
  // Written through memory maps, which is the default, a table file costs a page fault every 4 KiB.
  private final EnvOptions env = new EnvOptions().setUseMmapWrites(false);
  private final Path scratch;
  private final ChunkCache cache;
  private volatile @Nullable StorageException writeFailure;
  private final AtomicLong nextId = new AtomicLong(1);
  private final ReferenceQueue<SealedRun> collected = new ReferenceQueue<>();
  private final Set<RunReference> references = ConcurrentHashMap.newKeySet();

  RunBodies(
      RocksDB db, ColumnFamilyHandle family, Options tableOptions, Path scratch, ChunkCache cache) {
    this.db = db;
    this.family = family;
    this.tableOptions = tableOptions;
    youngTableOptions =
        new Options(tableOptions).setCompressionType(CompressionType.NO_COMPRESSION);
    this.scratch = scratch;
    this.cache = cache;
  }

  /** Removes what an earlier process left: half-written files and runs not in {@code live}. */
  void removeOrphans(Set<Long> live) {
    try {
      Files.createDirectories(scratch);
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw StorageException.unavailable("scratch directory", e);
    }
    Set<Long> found = storedRuns();
    found.forEach(id -> nextId.accumulateAndGet(id + 1, Math::max));
    found.removeAll(live);
    found.forEach(this::drop);
  }

  /** Numbers of all runs that have a body. */
  Set<Long> storedRuns() {
    Set<Long> found = new HashSet<>();
    try (RocksIterator at = db.newIterator(family)) {
      at.seekToFirst();
      while (at.isValid()) {
        long id = new ByteReader(at.key()).i64();
        found.add(id);
        at.seek(StoreKeys.runStart(id + 1));
      }
      at.status();
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "runs");
    }
    return found;
  }

  long newId() {
    return nextId.getAndIncrement();
  }

  /** Takes key-values of one run in ascending order of keys. */
  final class Body implements AutoCloseable {
    private final Options options;
    private final Path file;
    private @Nullable SstFileWriter writer;

    /**
     * @param count entries that will come, at most
     */
    Body(long id, long count) {
      options = count < COMPRESSED_ENTRIES ? youngTableOptions : tableOptions;
      file = scratch.resolve(id + ".sst");
    }

    /** Appends a checksum to {@code value} and writes it. */
    void put(byte[] key, ByteWriter value) {
      StorageException failure = writeFailure;
      if (failure != null) {
        throw failure;
      }
      try {
        opened().put(key, Checksum.seal(key, value));
      } catch (RocksDBException e) {
        throw RocksFailure.of(e, "body of a run");
      }
    }

    private SstFileWriter opened() throws RocksDBException {
      SstFileWriter open = writer;
      if (open == null) {
        open = new SstFileWriter(env, options);
        writer = open;
        open.open(file.toString());
      }
      return open;
    }

    /** After it the body is durable. */
    void install() {
      try (IngestExternalFileOptions options = new IngestExternalFileOptions()) {
        opened().finish();
        options.setMoveFiles(true);
        db.ingestExternalFile(family, List.of(file.toString()), options);
      } catch (RocksDBException e) {
        throw RocksFailure.of(e, "body of a run");
      }
    }

    /** Removes what was not installed, so that a full disk gets its space back. */
    @Override
    public void close() {
      if (writer != null) {
        writer.close();
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw StorageException.unavailable("scratch file of a run", e);
        }
      }
    }
  }

  /** The run object of a body that is installed. */
  SealedRun run(long id, IndexSchema schema, RunManifest manifest) {
    RunNumber number = new RunNumber(id);
    SealedRun run = new SealedRun(number, schema, manifest, this);
    references.add(new RunReference(run, number, collected));
    return run;
  }

  /** The run object of an installed body by its stored manifest. */
  SealedRun load(long id, IndexSchema schema) {
    byte[] key = StoreKeys.manifest(id);
    byte[] bytes = Checksum.open(key, get(key), "manifest of run " + id);
    return run(id, schema, RunManifest.decode(bytes, new TreeShape(schema)));
  }

  /** A stored value with its checksum, not yet compared with it; null when there is none. */
  byte @Nullable [] stored(byte[] key) {
    return get(key);
  }

  /** Reads a run from its first chunk, past all caches; to be closed. */
  BodyScan scan(SealedRun run) {
    return new BodyScan(db, family, run);
  }

  /** A stored value with its checksum; for tests. */
  byte[] raw(byte[] key) {
    return Objects.requireNonNull(get(key));
  }

  /** Lets all writes of bodies fail, as on a full disk; null ends it. For tests. */
  void failWrites(@Nullable StorageException failure) {
    writeFailure = failure;
  }

  /** Replaces a stored value, checksum and all; for tests of damage. */
  void overwrite(byte[] key, byte[] value) {
    try {
      db.put(family, key, value);
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "run");
    }
  }

  private byte @Nullable [] get(byte[] key) {
    try {
      return db.get(family, key);
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "run");
    }
  }

  ChunkCache cache() {
    return cache;
  }

  /** Runs whose objects are gone since the last call. */
  List<Long> unreachable() {
    List<Long> ids = new ArrayList<>();
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      RunReference reference = (RunReference) gone;
      references.remove(reference);
      ids.add(reference.number.value());
    }
    return ids;
  }

  void drop(long id) {
    byte[] from = StoreKeys.runStart(id);
    byte[] to = new ByteWriter(8).i64(id + 1).toBytes();
    try {
      db.deleteFilesInRanges(family, List.of(from, to), false);
      // What shares a file with other runs stays until then; nothing today makes such files.
      if (holds(from, to)) {
        db.deleteRange(family, from, to);
      }
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "drop of a run");
    }
  }

  private boolean holds(byte[] from, byte[] to) throws RocksDBException {
    try (RocksIterator at = db.newIterator(family)) {
      at.seek(from);
      at.status();
      return at.isValid() && Arrays.compareUnsigned(at.key(), to) < 0;
    }
  }

  @Override
  public void close() {
    env.close();
    tableOptions.close();
    youngTableOptions.close();
  }
}
