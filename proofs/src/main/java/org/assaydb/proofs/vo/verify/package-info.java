/**
 * The verifier: reads a verification object, recomputes the state root, and answers reads from what
 * it shows. Every byte is hostile; what the root is compared with comes from the caller. It imports
 * no prover.
 *
 * <p>Invariants: nothing is decoded as columns before the root was found equal; what is not shown
 * is INCOMPLETE_RESULT, never absent; an object that shows more than was asked for is MALFORMED.
 */
@NullMarked
package org.assaydb.proofs.vo.verify;

import org.jspecify.annotations.NullMarked;
