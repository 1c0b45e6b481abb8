package org.assaydb.ads;

import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.schema.IndexId;
import org.jspecify.annotations.Nullable;

/**
 * Place of one part of a sealed run.
 *
 * @param part see {@link StoreKeys}, or {@link #BLOCK}
 * @param ordinal of a group of rows or a block in its chunk; 0 for other parts
 */
record RunPart(IndexId index, long run, int chunk, int part, int ordinal) {
  /** Not stored: a block of rows with its nodes ({@link OpenedBlock}), for the cache. */
  static final int BLOCK = 5;

  byte[] key() {
    return part == StoreKeys.PART_ROWS
        ? StoreKeys.group(run, chunk, ordinal)
        : StoreKeys.chunk(run, chunk, part);
  }

  /** Reads a stored value whose checksum is right, without the checksum. */
  ByteReader open(byte @Nullable [] stored, byte[] key) {
    if (stored == null) {
      throw corrupt("is missing");
    }
    int length = Checksum.length(key, stored);
    if (length < 0) {
      throw corrupt("fails its checksum");
    }
    return new ByteReader(stored, 0, length);
  }

  StorageException corrupt(String why) {
    return StorageException.corrupt(this + " " + why);
  }

  StorageException corrupt(VerificationException cause) {
    return new StorageException(StorageException.Category.CORRUPTION, toString(), cause);
  }

  @Override
  public int hashCode() {
    return (int) (((run * 31 + chunk) * 128 + ordinal) * 8 + part) * 0x9e3779b9;
  }

  @Override
  public String toString() {
    String name =
        switch (part) {
          case StoreKeys.PART_COLUMNS -> "columns";
          case StoreKeys.PART_DIGESTS -> "row digests";
          case StoreKeys.PART_ROWS -> "group " + ordinal;
          case BLOCK -> "block " + ordinal;
          default -> "tile";
        };
    return name + " of chunk " + chunk + " of run " + run + " of index " + index.value();
  }
}
