package org.assaydb.ads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexId;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;
import org.rocksdb.TransactionLogIterator;

/**
 * Compares every stored byte of an {@link IndexStore} with its checksum. A damaged run is written
 * anew from its own rows and, where those cannot be read, from rows of other replicas: they are the
 * right ones when they hash to the chunk. Damage of the write-ahead log is mended by writing out
 * what it holds. What else is damaged is told: the state has to be built again from the blocks.
 */
public final class StoreScrub {
  /** Chunks of other replicas. */
  @FunctionalInterface
  public interface Chunks {
    /**
     * Groups of rows of a chunk, one element for each replica that gives some; not checked, asked
     * for one after the other.
     *
     * @param run root of the run
     */
    Stream<List<byte[]>> of(IndexId index, Digest run, int chunk);
  }

  /**
   * A file that is not as it was written.
   *
   * @param repaired whether its content is whole again, in another file
   */
  public record Damage(Path file, String what, boolean repaired) {}

  /** What was looked at and what was found. */
  public record Report(int files, long bytes, List<Damage> damage) {
    public Report {
      damage = List.copyOf(damage);
    }
  }

  private static final String RUNS = "runs";

  private final Path directory;
  private final RocksDB db;
  private final IndexStore store;

  /** Damaged tables of which the current state needs nothing any more: they were told of. */
  private final Set<String> spent = new HashSet<>();

  StoreScrub(Path directory, RocksDB db, IndexStore store) {
    this.directory = directory;
    this.db = db;
    this.store = store;
  }

  synchronized Report run(Chunks others, LongConsumer pace) {
    List<Damage> damage = new ArrayList<>();
    int files = 2;
    long bytes = 0;
    checkManifest().ifPresent(damage::add);
    checkLog().ifPresent(damage::add);
    for (LiveFileMetaData table : db.getLiveFilesMetaData()) {
      String why = spent.contains(table.fileName()) ? null : whatIsWrong(table);
      if (why != null) {
        Damage found = repaired(table, why, others);
        damage.add(found);
        if (found.repaired()) {
          spent.add(table.fileName());
        }
      }
      files++;
      bytes += table.size();
      pace.accept(table.size());
    }
    return new Report(files, bytes, damage);
  }

  /**
   * Reads CURRENT and the manifest of the database, which it reads itself only when it is opened.
   */
  private Optional<Damage> checkManifest() {
    Path current = directory.resolve("CURRENT");
    try (Options options = new Options()) {
      String name = Files.readString(current, StandardCharsets.ISO_8859_1);
      if (!name.endsWith("\n") || !Files.exists(directory.resolve(name.strip()))) {
        return Optional.of(new Damage(current, "it names no file", false));
      }
      RocksDB.listColumnFamilies(options, directory.toString());
      return Optional.empty();
    } catch (RocksDBException e) {
      return Optional.of(new Damage(current, said(e), false));
    } catch (IOException e) {
      throw StorageException.unavailable(current.toString(), e);
    }
  }

  private Optional<Damage> checkLog() {
    RocksDBException first = logFailure();
    // A log that ends while it is read may look damaged, but not twice.
    RocksDBException again = first == null ? null : logFailure();
    return Optional.ofNullable(again).map(this::rewrittenLog);
  }

  private @Nullable RocksDBException logFailure() {
    try (TransactionLogIterator at = db.getUpdatesSince(0)) {
      while (at.isValid()) {
        at.getBatch().writeBatch().close();
        at.next();
      }
      at.status();
      return null;
    } catch (RocksDBException e) {
      return RocksFailure.isDamage(e) ? e : null;
    }
  }

  /** What the log holds is in memory too: once that is in a table, the log is needed no more. */
  private Damage rewrittenLog(RocksDBException damage) {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options);
      return new Damage(directory, "write-ahead log: " + said(damage), true);
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, "flush");
    }
  }

  private static String said(RocksDBException e) {
    return String.valueOf(e.getMessage());
  }

  private static boolean holdsRuns(LiveFileMetaData table) {
    return RUNS.equals(new String(table.columnFamilyName(), StandardCharsets.UTF_8));
  }

  private static Path file(LiveFileMetaData table) {
    return Path.of(table.path(), table.fileName());
  }

  private @Nullable String whatIsWrong(LiveFileMetaData table) {
    Path file = file(table);
    try (Options options = new Options();
        SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      reader.verifyChecksum();
      return holdsRuns(table) ? wrongValue(reader) : null;
    } catch (RocksDBException e) {
      boolean isGone = !Files.exists(file) && !isLive(table);
      return isGone ? null : said(e); // a run that was dropped since the list was made
    }
  }

  /** Table files with current runs, for tests. */
  List<Path> tablesOfRuns() {
    List<Long> current = currentRuns().stream().map(SealedRun::id).toList();
    return db.getLiveFilesMetaData().stream()
        .filter(t -> holdsRuns(t) && current.contains(new ByteReader(t.smallestKey()).i64()))
        .map(StoreScrub::file)
        .toList();
  }

  private boolean isLive(LiveFileMetaData table) {
    return db.getLiveFilesMetaData().stream().anyMatch(t -> t.fileName().equals(table.fileName()));
  }

  /** RocksDB's checksums are of what it was given; these are of what was to be given. */
  private static @Nullable String wrongValue(SstFileReader reader) throws RocksDBException {
    try (ReadOptions options = new ReadOptions().setFillCache(false);
        SstFileReaderIterator at = reader.newIterator(options)) {
      for (at.seekToFirst(); at.isValid(); at.next()) {
        if (Checksum.length(at.key(), at.value()) < 0) {
          return "a value fails its checksum";
        }
      }
      at.status();
      return null;
    }
  }

  private Damage repaired(LiveFileMetaData table, String why, Chunks others) {
    Path file = file(table);
    if (!holdsRuns(table)) {
      return new Damage(file, why, false);
    }
    long first = new ByteReader(table.smallestKey()).i64();
    long last = new ByteReader(table.largestKey()).i64();
    boolean all = true;
    boolean current = false;
    for (SealedRun run : currentRuns()) {
      if (run.id() >= first && run.id() <= last) {
        current = true;
        all &= rewrite(run, others);
      }
    }
    return new Damage(file, current ? why : why + " (of a run that merges replaced)", all);
  }

  private List<SealedRun> currentRuns() {
    List<SealedRun> runs = new ArrayList<>();
    store.loadState().ifPresent(state -> state.indexes().forEach(i -> runs.addAll(runsOf(i))));
    return runs;
  }

  private static List<SealedRun> runsOf(IndexState index) {
    List<SealedRun> runs = new ArrayList<>(index.sealed().runs());
    index.sealed().history().forEach(h -> runs.add(h.run()));
    return runs;
  }

  /** Whether the run has a new body. */
  private boolean rewrite(SealedRun run, Chunks others) {
    long rows = run.summary().count();
    int most = run.manifest().mostChunkRows();
    try (RunWriter writer = new RunWriter(store.bodies(), run.schema(), most, rows)) {
      for (int chunk = 0; chunk < run.chunkCount(); chunk++) {
        if (!rewriteChunk(run, chunk, writer, others)) {
          return false;
        }
      }
      RunManifest manifest = writer.install(run.descriptor().tier());
      if (!manifest.descriptor().equals(run.descriptor())) {
        throw StorageException.corrupt("a repaired run " + run.id() + " has another root");
      }
      store.move(run, writer.id());
      return true;
    }
  }

  private static boolean rewriteChunk(SealedRun run, int chunk, RunWriter writer, Chunks others) {
    Optional<List<byte[]>> own = stored(run, chunk);
    if (own.isPresent() && isWritten(run, chunk, own.get(), writer)) {
      return true;
    }
    try (Stream<List<byte[]>> offers =
        others.of(run.schema().id(), run.descriptor().root(), chunk)) {
      return offers.anyMatch(groups -> isWritten(run, chunk, groups, writer));
    }
  }

  private static boolean isWritten(
      SealedRun run, int chunk, List<byte[]> groups, RunWriter writer) {
    try {
      List<RowsBlock> rows = new ArrayList<>();
      for (byte[] group : groups) {
        rows.add(new RowsBlock(group, group.length));
      }
      long count = rows.stream().mapToLong(RowsBlock::size).sum();
      return count == run.chunkNode(chunk).summary().count()
          && writer.addChunk(rows, run.chunkNode(chunk));
    } catch (StorageException e) {
      if (e.category() == StorageException.Category.UNAVAILABLE) {
        throw e; // the disk is full, say
      }
      return false;
    } catch (RuntimeException notRows) { // another replica may send anything
      return false;
    }
  }

  /** Groups of a chunk as they are stored; empty when one cannot be read. */
  private static Optional<List<byte[]>> stored(SealedRun run, int chunk) {
    List<byte[]> groups = new ArrayList<>();
    try {
      for (int group = 0; group < run.groups(chunk); group++) {
        groups.add(run.storedGroup(chunk, group));
      }
      return Optional.of(groups);
    } catch (StorageException damaged) {
      return Optional.empty();
    }
  }

  Optional<List<byte[]>> chunk(IndexId index, Digest root, int chunk) {
    return store
        .loadState()
        .flatMap(state -> state.index(index))
        .flatMap(i -> runsOf(i).stream().filter(r -> r.descriptor().root().equals(root)).findAny())
        .filter(run -> chunk >= 0 && chunk < run.chunkCount())
        .flatMap(run -> stored(run, chunk));
  }
}
