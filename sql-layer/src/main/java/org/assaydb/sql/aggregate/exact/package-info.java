/**
 * Sums without rounding, of many groups at once, and quotients of them that are rounded once. A sum
 * does not depend on the order in which its terms come, nor on batches, partitions or frames:
 * floating point numbers are added as the binary fractions that they are.
 */
@NullMarked
package org.assaydb.sql.aggregate.exact;

import org.jspecify.annotations.NullMarked;
