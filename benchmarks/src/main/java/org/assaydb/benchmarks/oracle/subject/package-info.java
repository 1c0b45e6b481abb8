/**
 * What is judged: our planner and executor in all their variants over tables in memory, and other
 * databases. Each answers a query with rows in the values of the reference interpreter, or with a
 * SQLSTATE. Nothing here compares.
 */
@NullMarked
package org.assaydb.benchmarks.oracle.subject;

import org.jspecify.annotations.NullMarked;
