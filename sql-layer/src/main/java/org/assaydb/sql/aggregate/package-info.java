/**
 * Aggregate functions: what they are called, and accumulators that compute them for many groups at
 * once. Which rows belong to which group is the caller's business (an aggregation, a window's
 * frames). A result never depends on the order of the rows, unless the call orders them, nor on how
 * they come in batches; see {@link org.assaydb.sql.aggregate.exact} for numbers.
 */
@NullMarked
package org.assaydb.sql.aggregate;

import org.jspecify.annotations.NullMarked;
