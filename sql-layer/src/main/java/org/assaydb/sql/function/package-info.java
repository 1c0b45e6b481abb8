/**
 * The library of functions: what a statement may call, by name and types, and the code that
 * computes it over vectors. A function is exact and the same on every platform: nothing here
 * depends on locale, zone, clock or the JDK's tables of the day.
 */
@NullMarked
package org.assaydb.sql.function;

import org.jspecify.annotations.NullMarked;
