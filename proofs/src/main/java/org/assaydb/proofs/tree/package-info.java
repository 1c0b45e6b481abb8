/**
 * The shape and the hashes of an authenticated index: entries, summaries, groups, chunks, runs,
 * index descriptors, the state tree. Pure functions; invariant: 1 &lt;= rows per group &lt;= 64,
 * rows per chunk &lt;= 4096.
 */
@NullMarked
package org.assaydb.proofs.tree;

import org.jspecify.annotations.NullMarked;
