/**
 * The replicated state machine: what a block of signed transactions does to the state. A pure
 * function of the parent state and the block: no clock, randomness, threads or input and output of
 * its own.
 *
 * <p>Does not belong here: ordering, storage, sockets, SQL. Hostile input: block bodies and every
 * field of a transaction; a bad body is a {@link org.assaydb.proofs.VerificationException}, a bad
 * transaction an aborted receipt with its SQLSTATE. Invariants: receipts = transactions of the
 * block; entries of a block have its height; at most one entry per (index, key, transaction).
 */
@NullMarked
package org.assaydb.engine.replica.state;

import org.jspecify.annotations.NullMarked;
