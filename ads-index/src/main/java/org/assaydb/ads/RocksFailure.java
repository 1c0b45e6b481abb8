package org.assaydb.ads;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Category of a failure that RocksDB reports. */
final class RocksFailure {
  private RocksFailure() {}

  /** Bytes that are not those that were written, or a file that is gone. */
  static boolean isDamage(RocksDBException e) {
    Status status = e.getStatus();
    boolean isGone = String.valueOf(e.getMessage()).contains("No such file");
    return isGone || status != null && status.getCode() == Status.Code.Corruption;
  }

  static StorageException of(RocksDBException e, String what) {
    return new StorageException(
        isDamage(e) ? StorageException.Category.CORRUPTION : StorageException.Category.UNAVAILABLE,
        what,
        e);
  }
}
