/**
 * Rows per second into the authenticated index of one replica, to the root on disk: {@code assay
 * bench ingest}. Consensus, signatures and the driver are not in it. No hostile input.
 */
@NullMarked
package org.assaydb.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
