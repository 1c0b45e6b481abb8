/**
 * Columns of values in primitive arrays, the form in which the executor moves rows: one {@link
 * org.assaydb.sql.vector.Vector} a column, a few thousand rows a {@link
 * org.assaydb.sql.vector.Batch}. The layout is Arrow's (values, offsets, validity bits) on plain
 * heap arrays. Vectors are immutable once they are handed on: whoever needs other values makes
 * another vector. Nothing here knows SQL, expressions or operators.
 */
@NullMarked
package org.assaydb.sql.vector;

import org.jspecify.annotations.NullMarked;
