/**
 * What functions of numbers compute, on single values, with the errors that PostgreSQL raises at
 * the edges. Elementary functions are those of StrictMath (fdlibm), the same on every platform.
 */
@NullMarked
package org.assaydb.sql.function.number;

import org.jspecify.annotations.NullMarked;
