/**
 * The reference interpreter: what a logical plan means, straight from Calcite's converter, no rule
 * applied. Nested loops over lists of boxed values, sub-queries run again for every outer row,
 * windows by their definition. Slow on purpose; it shares nothing with the executor that it judges:
 * no expression, function, aggregate or order of sql-layer may be used here.
 *
 * <p>Values: {@code Boolean}; {@code BigDecimal} for every exact number, with the scale of its
 * type; {@code Double} for FLOAT, REAL and DOUBLE; {@code String} (CHAR without trailing blanks);
 * {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}; {@code Period} of months and {@code
 * Duration} for intervals; {@code ByteString}; {@code UUID}; {@code List} for rows and arrays; null
 * for NULL.
 */
@NullMarked
package org.assaydb.benchmarks.oracle.reference;

import org.jspecify.annotations.NullMarked;
