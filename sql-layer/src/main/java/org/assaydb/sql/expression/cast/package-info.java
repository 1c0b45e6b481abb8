/**
 * Casts: the kernel for a pair of types, as PostgreSQL converts, but that a DOUBLE is rounded half
 * away from zero to an integer as a DECIMAL is, not half to even.
 */
@NullMarked
package org.assaydb.sql.expression.cast;

import org.jspecify.annotations.NullMarked;
