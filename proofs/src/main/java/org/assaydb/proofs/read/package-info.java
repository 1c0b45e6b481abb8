/**
 * The read port ({@link org.assaydb.proofs.read.IndexReader}) and the read algorithms over runs.
 * The same code serves a replica's store and a verified pruned copy.
 */
@NullMarked
package org.assaydb.proofs.read;

import org.jspecify.annotations.NullMarked;
