/**
 * The authenticated indexes of one replica: run 0 in memory, sealed runs in RocksDB, the schedule
 * that seals and merges them, fast reads for validation, and witnesses for readers elsewhere.
 *
 * <p>Everything that reaches a digest is a function of the blocks alone: not of commit points,
 * caches, local run ids or restarts. Does not belong here: SQL, catalogs, consensus, sockets, and
 * how a client verifies ({@link org.assaydb.proofs.vo}). Hostile input: none; the bytes on the own
 * disk may be damaged, and are then refused with a {@link org.assaydb.ads.StorageException}.
 *
 * <p>Invariants: 1 &lt;= rows of a run-0 chunk &lt;= 64; rows of a sealed chunk = 1024 except in
 * the last one of a run; every version in a run &gt; every version in the next older one; a run
 * that a committed manifest names is complete on disk. Layout: docs/formats/storage.md.
 */
@NullMarked
package org.assaydb.ads;

import org.jspecify.annotations.NullMarked;
