package org.assaydb.ads;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Category of a failure that RocksDB reports. */
final class RocksFailure {
  private RocksFailure() {}

  static StorageException of(RocksDBException e, String what) {
    Status status = e.getStatus();
    boolean damaged = status != null && status.getCode() == Status.Code.Corruption;
    return new StorageException(
        damaged ? StorageException.Category.CORRUPTION : StorageException.Category.UNAVAILABLE,
        what,
        e);
  }
}
