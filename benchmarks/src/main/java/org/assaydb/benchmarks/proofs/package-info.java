/**
 * Sizes of proofs, and the time to cut and to check them: {@code assay bench proofs}. Everything
 * runs through the store and the verifier as a replica and a driver use them; nothing here reads
 * hostile input.
 */
@NullMarked
package org.assaydb.benchmarks.proofs;

import org.jspecify.annotations.NullMarked;
