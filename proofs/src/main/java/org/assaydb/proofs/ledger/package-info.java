/**
 * Blocks, headers, certificates, transactions, receipts, validator sets, genesis: formats and
 * checks. All input is hostile.
 */
@NullMarked
package org.assaydb.proofs.ledger;

import org.jspecify.annotations.NullMarked;
