/**
 * What a client must believe and nothing more: hashes, the canonical codec, Merkle trees, headers,
 * certificates, the light client, and the index read algorithms that run unchanged on a replica
 * (over its store) and in the driver (over a verification object). And what neither side owns: the
 * messages between the two, and the list of errors.
 *
 * <p>Does not belong here: storage, sockets, SQL, wall clocks, randomness. Hostile inputs: every
 * byte array that a decoder of this module receives. All failures are {@link
 * org.assaydb.proofs.VerificationException} with a reason.
 */
@NullMarked
package org.assaydb.proofs;

import org.jspecify.annotations.NullMarked;
