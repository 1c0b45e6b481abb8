/** Builds, merges and stores authenticated indexes in RocksDB, and cuts witnesses from them. */
@NullMarked
package org.assaydb.ads;

import org.jspecify.annotations.NullMarked;
