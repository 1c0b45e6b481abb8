/**
 * Window functions over rows that lie sorted by partition and order: frames, ranks, neighbours and
 * aggregates over frames. Rows come as stretches of whole partitions ({@link
 * org.assaydb.sql.window.WindowRows}); reading and sorting them is the operator's business.
 */
@NullMarked
package org.assaydb.sql.window;

import org.jspecify.annotations.NullMarked;
