/**
 * Types and values of stored columns, ours and Calcite's, literals and parameters, and the
 * conversions of assignment and of JDBC. No expressions, no tables. Values come from the client's
 * own statement and parameters.
 */
@NullMarked
package org.assaydb.sql.types;

import org.jspecify.annotations.NullMarked;
