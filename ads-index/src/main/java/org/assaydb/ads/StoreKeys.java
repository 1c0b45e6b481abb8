package org.assaydb.ads;

import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexId;

/** Key layout in RocksDB; docs/formats/storage.md. Numbers are big-endian, so that keys sort. */
final class StoreKeys {
  // Family "default"
  static final byte[] META = {'s'};
  static final int ENGINE = 'e';
  static final int INDEX = 'm';
  static final int INCREMENT = 'i';

  // Family "runs": run id, chunk, part and, of rows, group; the manifest sorts behind all chunks.
  // Merges read row digests and rows one after the other.
  static final int PART_COLUMNS = 0;
  static final int PART_DIGESTS = 1;
  static final int PART_ROWS = 2;
  static final int PART_TILE = 3;
  static final int PART_MANIFEST = 4;
  private static final int MANIFEST_CHUNK = -1;

  private StoreKeys() {}

  static byte[] engine(byte[] key) {
    return new ByteWriter(key.length + 1).u8(ENGINE).raw(key).toBytes();
  }

  static byte[] index(IndexId id) {
    return new ByteWriter(5).u8(INDEX).i32(id.value()).toBytes();
  }

  static byte[] increments(IndexId id) {
    return new ByteWriter(5).u8(INCREMENT).i32(id.value()).toBytes();
  }

  static byte[] increment(IndexId id, long height) {
    return new ByteWriter(13).u8(INCREMENT).i32(id.value()).i64(height).toBytes();
  }

  static byte[] chunk(long run, int chunk, int part) {
    return new ByteWriter(13).i64(run).i32(chunk).u8(part).toBytes();
  }

  static byte[] group(long run, int chunk, int group) {
    return new ByteWriter(14).i64(run).i32(chunk).u8(PART_ROWS).u8(group).toBytes();
  }

  static byte[] manifest(long run) {
    return chunk(run, MANIFEST_CHUNK, PART_MANIFEST);
  }

  static byte[] runStart(long run) {
    return new ByteWriter(8).i64(run).toBytes();
  }
}
