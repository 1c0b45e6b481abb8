package org.assaydb.ads;

/**
 * Sizes of one replica's store.
 *
 * @param sizing the schedule; {@link RunSizing#PRODUCTION} outside tests
 * @param chunkCacheBytes parts of chunks on the heap
 * @param mergeThreads 0 leaves every merge to the block that installs it
 */
record StoreOptions(RunSizing sizing, long chunkCacheBytes, int mergeThreads) {
  static final StoreOptions PRODUCTION = new StoreOptions(RunSizing.PRODUCTION, 64L << 20, 2);

  StoreOptions(RunSizing sizing, long chunkCacheBytes) {
    this(sizing, chunkCacheBytes, 1);
  }
}
