/**
 * Coded storage of old blocks: Reed-Solomon code, segment commitments, shard custody, reading back.
 *
 * <p>Invariants: k = f+1 of n shards rebuild a segment; a replica unlinks the bodies of a segment
 * only after all n validators, or a quorum of them and {@code archiveWindow} further blocks, have
 * certified that they hold their shards. Hostile inputs: shards and custody statements of peers,
 * and this replica's own shard files.
 */
@NullMarked
package org.assaydb.engine.replica.archive;

import org.jspecify.annotations.NullMarked;
