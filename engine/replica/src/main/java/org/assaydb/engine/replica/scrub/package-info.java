/**
 * Damage on disk: every stored byte is compared with its checksum or digest, and what is wrong is
 * repaired from elsewhere on this replica or from others, or named with what to do.
 *
 * <p>Invariants: nothing that another replica gives is kept before it hashes to what a quorum
 * certified; one pass at a time; no pass outlives its replica. Hostile inputs: answers of other
 * replicas, and this replica's own files.
 */
@NullMarked
package org.assaydb.engine.replica.scrub;

import org.jspecify.annotations.NullMarked;
