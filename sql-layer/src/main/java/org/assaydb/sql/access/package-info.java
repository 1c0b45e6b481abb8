/**
 * Reads of authenticated indexes: which key ranges, columns and bounds a condition asks for, and
 * the rows that come back. Rows come from a reader that has verified them; a row that an index
 * promises and the table lacks is still refused. What chooses a read lives in {@code rules}.
 */
@NullMarked
package org.assaydb.sql.access;

import org.jspecify.annotations.NullMarked;
