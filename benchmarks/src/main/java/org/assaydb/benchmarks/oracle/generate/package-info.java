/**
 * Random tables and queries from a seed: types are tracked, so that most queries are valid, and
 * what the standard leaves open (ties, order of rows) is avoided, so that there is one right
 * answer. Queries are trees, from which they are printed for each database and made smaller.
 */
@NullMarked
package org.assaydb.benchmarks.oracle.generate;

import org.jspecify.annotations.NullMarked;
