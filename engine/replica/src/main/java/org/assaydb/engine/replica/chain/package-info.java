/**
 * One replica's chain: pending transactions, blocks built and checked for consensus, speculative
 * states, and the durable record of what became final.
 *
 * <p>Hostile input: proposals of other validators and transactions of clients. Invariants: the
 * durable state, height, header, receipts and catalog belong to one final block; a transaction is
 * acknowledged only after its block became final and durable.
 */
@NullMarked
package org.assaydb.engine.replica.chain;

import org.jspecify.annotations.NullMarked;
