package org.assaydb.ads;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.MergeDescriptor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** A {@link StateTree} as key-values of the default family. */
final class StateStorage {
  private static final int FORMAT = 1;

  private final RocksDB db;
  private final RunBodies bodies;
  private final MergeWorkers workers;

  StateStorage(RocksDB db, MergeWorkers workers) {
    this.db = db;
    this.workers = workers;
    bodies = workers.bodies();
  }

  /** Adds what distinguishes {@code state} from {@code committed} to the batch. */
  void write(StateTree state, @Nullable StateTree committed, WriteBatch batch)
      throws RocksDBException {
    long height = committed == null ? -1 : committed.height();
    require(state.height() >= height, "state " + state.height() + " before " + height);
    for (IndexState index : state.indexes()) {
      IndexId id = index.schema().id();
      IndexState old = committed == null ? null : committed.index(id).orElse(null);
      if (index != old) {
        writeIndex(index, old, height, batch);
      }
    }
    if (committed != null) {
      for (IndexState old : committed.indexes()) {
        if (state.index(old.schema().id()).isEmpty()) {
          batch.delete(StoreKeys.index(old.schema().id()));
          deleteIncrements(old, batch);
        }
      }
    }
    ByteWriter meta = new ByteWriter(48).u8(FORMAT).varint(state.height()).digest(state.root());
    put(batch, StoreKeys.META, meta.toBytes());
  }

  private static void writeIndex(
      IndexState index, @Nullable IndexState old, long committedHeight, WriteBatch batch)
      throws RocksDBException {
    IndexId id = index.schema().id();
    boolean sameRuns = old != null && index.sealed() == old.sealed();
    if (!sameRuns) {
      writeManifest(index, batch);
    }
    Increments known = old == null ? null : old.increments();
    Increments next = index.increments();
    while (next != null && next != known) {
      require(next.height() > committedHeight, "not a descendant of the committed state");
      put(batch, StoreKeys.increment(id, next.height()), next.encoded());
      next = next.earlier();
    }
    if (old != null && next != known) {
      require(!sameRuns, "not a descendant of the committed state");
      deleteIncrements(old, batch);
    }
  }

  static void writeManifest(IndexState index, WriteBatch batch) throws RocksDBException {
    put(batch, StoreKeys.index(index.schema().id()), IndexManifest.of(index).encode());
  }

  private static void deleteIncrements(IndexState index, WriteBatch batch) throws RocksDBException {
    Increments sealed = index.increments();
    while (sealed != null) {
      batch.delete(StoreKeys.increment(index.schema().id(), sealed.height()));
      sealed = sealed.earlier();
    }
  }

  private static void put(WriteBatch batch, byte[] key, byte[] value) throws RocksDBException {
    batch.put(key, Checksum.seal(key, value));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The committed state, compared with the root stored with it; null before the first commit. */
  @Nullable StateTree load() throws RocksDBException {
    byte[] stored = db.get(StoreKeys.META);
    if (stored == null) {
      bodies.removeOrphans(Set.of());
      return null;
    }
    List<IndexManifest> manifests = new ArrayList<>();
    byte[] all = {StoreKeys.INDEX};
    scan(all, (key, value) -> manifests.add(IndexManifest.decode(value)));
    Set<Long> live = new HashSet<>();
    manifests.forEach(m -> live.addAll(m.runs()));
    manifests.forEach(m -> m.history().forEach(h -> live.add(h.run())));
    bodies.removeOrphans(live);
    TreeMap<IndexId, IndexState> indexes = new TreeMap<>();
    for (IndexManifest manifest : manifests) {
      indexes.put(manifest.schema().id(), loadIndex(manifest));
    }
    return checked(Checksum.open(StoreKeys.META, stored, "state"), indexes);
  }

  private StateTree checked(byte[] meta, TreeMap<IndexId, IndexState> indexes) {
    try {
      ByteReader in = new ByteReader(meta);
      if (in.u8() != FORMAT) {
        throw StorageException.corrupt("format of the state");
      }
      StateTree state = new StateTree(workers, in.varintNonNegative("height"), indexes);
      Digest root = in.digest();
      in.end();
      if (!root.equals(state.root())) {
        throw StorageException.corrupt("the state does not hash to its root");
      }
      return state;
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "state", e);
    }
  }

  private IndexState loadIndex(IndexManifest manifest) throws RocksDBException {
    SealedRuns sealed = loadRuns(manifest);
    IndexState[] index = {
      new IndexState(manifest.schema(), manifest.validFrom(), null, null, sealed)
    };
    scan(
        StoreKeys.increments(manifest.schema().id()),
        (key, value) -> {
          long height = new ByteReader(key, 5, key.length).i64();
          index[0] = index[0].with(height, Increments.decode(height, value));
        });
    return index[0];
  }

  /** Begins the pending merges again: their results were not kept. */
  private SealedRuns loadRuns(IndexManifest manifest) {
    List<SealedRun> runs = new ArrayList<>();
    manifest.runs().forEach(id -> runs.add(bodies.load(id, manifest.schema())));
    List<SealedHistory> history = new ArrayList<>();
    for (IndexManifest.History run : manifest.history()) {
      history.add(new SealedHistory(run.floor(), bodies.load(run.run(), manifest.schema())));
    }
    SealedRuns sealed = SealedRuns.of(runs, List.of(), history);
    for (MergeDescriptor merge : manifest.merges()) {
      sealed = sealed.pending(merge, workers);
    }
    return sealed;
  }

  private void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) throws RocksDBException {
    try (RocksIterator at = db.newIterator()) {
      for (at.seek(prefix); at.isValid() && startsWith(at.key(), prefix); at.next()) {
        each.accept(at.key(), Checksum.open(at.key(), at.value(), "state"));
      }
      at.status();
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
