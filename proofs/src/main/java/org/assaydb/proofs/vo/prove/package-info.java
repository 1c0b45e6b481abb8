/**
 * The prover: what reads opened of a store, and the verification object that is cut from it. Runs
 * on replicas; its arguments are trusted, and nothing that a client believes rests on it.
 */
@NullMarked
package org.assaydb.proofs.vo.prove;

import org.jspecify.annotations.NullMarked;
