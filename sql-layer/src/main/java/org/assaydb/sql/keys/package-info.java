/**
 * Rows as keys: numbering of distinct rows, their order, their bytes. Everything here sees vectors
 * only; which columns are keys and what a match means is the operators' business. Two key rows are
 * equal when each column is, NULL being equal to NULL; that is also equality of {@link
 * org.assaydb.sql.keys.RowBytes}.
 */
@NullMarked
package org.assaydb.sql.keys;

import org.jspecify.annotations.NullMarked;
