/**
 * Suites of statements with expected rows that others wrote: sqllogictest and FoodMart's queries,
 * run by the SQL layer over tables in memory. Each statement is right, wrong or refused; what is
 * refused is counted by its reason. The suites come as dependencies and are not changed; no hostile
 * input.
 */
@NullMarked
package org.assaydb.benchmarks.suites;

import org.jspecify.annotations.NullMarked;
