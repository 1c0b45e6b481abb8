package org.assaydb.ads;

/**
 * Sizes of one replica's store.
 *
 * @param sizing the schedule; {@link RunSizing#PRODUCTION} outside tests
 * @param chunkCacheBytes parts of chunks on the heap
 */
record StoreOptions(RunSizing sizing, long chunkCacheBytes) {
  static final StoreOptions PRODUCTION = new StoreOptions(RunSizing.PRODUCTION, 64L << 20);
}
