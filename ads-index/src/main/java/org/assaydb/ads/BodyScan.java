package org.assaydb.ads;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.RunDescriptor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Rows and row digests of a sealed run, group after group; for merges, which read everything once
 * and past the caches. Not thread safe.
 */
final class BodyScan implements AutoCloseable {
  private final SealedRun run;

  /** A repair may move the run while it is read; what this began with stays. */
  private final long id;

  // Values have a checksum of their own, which is compared.
  private final ReadOptions options =
      new ReadOptions().setFillCache(false).setVerifyChecksums(false);
  private final RocksIterator at;
  private int chunk = -1;
  private int group;
  private int groups;
  private byte[] digests = {};

  BodyScan(RocksDB db, ColumnFamilyHandle family, SealedRun run) {
    this.run = run;
    id = run.id();
    at = db.newIterator(family, options);
  }

  /** Rows of the next group; null behind the last one. */
  @Nullable RowsBlock next() {
    group++;
    if (group >= groups) {
      if (chunk + 1 == run.chunkCount()) {
        return null;
      }
      chunk++;
      group = 0;
      openChunk();
    }
    at.next();
    RunPart place = part(StoreKeys.PART_ROWS, group);
    return run.decodeRows(place, value(place));
  }

  private void openChunk() {
    int rows = (int) run.chunkNode(chunk).summary().count();
    groups = RunDescriptor.groupsInChunk(rows);
    RunPart place = part(StoreKeys.PART_DIGESTS, 0);
    byte[] key = place.key();
    at.seek(key);
    ByteReader in = place.open(value(place), key);
    if (in.remaining() != rows * Digest.SIZE_BYTES) {
      throw place.corrupt("have a wrong length");
    }
    digests = in.source();
  }

  /**
   * Hands on all stored parts of the current chunk in the order of their keys, null for one that is
   * missing. {@link #next} then has nothing more to give of this chunk.
   */
  void eachPart(BiConsumer<RunPart, byte @Nullable []> sink) {
    RunPart columns = part(StoreKeys.PART_COLUMNS, 0);
    at.seek(columns.key());
    sink.accept(columns, value(columns));
    at.next();
    RunPart rowDigests = part(StoreKeys.PART_DIGESTS, 0);
    sink.accept(rowDigests, value(rowDigests));
    for (int i = 0; i < groups; i++) {
      at.next();
      RunPart rows = part(StoreKeys.PART_ROWS, i);
      sink.accept(rows, value(rows));
    }
    at.next();
    RunPart tile = part(StoreKeys.PART_TILE, 0);
    sink.accept(tile, value(tile));
  }

  private RunPart part(int part, int ordinal) {
    return new RunPart(run.schema().id(), id, chunk, part, ordinal);
  }

  private byte @Nullable [] value(RunPart place) {
    if (at.isValid()) {
      return Arrays.equals(at.key(), place.key()) ? at.value() : null;
    }
    try {
      at.status();
    } catch (RocksDBException e) {
      throw RocksFailure.of(e, place.toString());
    }
    return null;
  }

  int chunk() {
    return chunk;
  }

  /** Whether the current group is the first of its chunk. */
  boolean atChunkStart() {
    return group == 0;
  }

  /** Lets {@link #next} go on with the next chunk. */
  void skipChunk() {
    group = groups;
  }

  /** Row digests of the current chunk. */
  byte[] digests() {
    return digests;
  }

  /** Where the digest of a row of the current group begins. */
  int digestFrom(int row) {
    return (group * RunDescriptor.GROUP_ROWS + row) * Digest.SIZE_BYTES;
  }

  @Override
  public void close() {
    at.close();
    options.close();
  }
}
