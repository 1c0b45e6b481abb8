/**
 * Types and values of stored columns, ours and Calcite's, and the conversions of assignment and of
 * JDBC. No expressions, no tables.
 */
@NullMarked
package org.assaydb.sql.types;

import org.jspecify.annotations.NullMarked;
