/**
 * An index store on a temporary directory, and tables with seeded rows to fill it: what the
 * measurements of proofs, of ingest and the tampering campaign share. A database without replicas
 * ({@code LocalDatabase}) and its verified columns ({@code SealedTables}), for measurements and
 * suites of the SQL layer alone. No hostile input.
 */
@NullMarked
package org.assaydb.benchmarks.store;

import org.jspecify.annotations.NullMarked;
