/**
 * Does our SQL give right answers? Generated queries run on the reference interpreter, on every
 * variant of our engine and on other databases; what differs is made smaller and printed. What
 * judges must not share the thought of what is judged: this package uses no code of the executor.
 */
@NullMarked
package org.assaydb.benchmarks.oracle;

import org.jspecify.annotations.NullMarked;
