/**
 * What functions of dates, times and intervals compute, on single values: days and microseconds
 * since 1970-01-01, in the proleptic Gregorian calendar, years 1 to 9999, without zone. Formats of
 * TO_CHAR and its kin are here too.
 */
@NullMarked
package org.assaydb.sql.function.time;

import org.jspecify.annotations.NullMarked;
