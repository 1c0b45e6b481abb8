/**
 * The expressions there are: columns, constants, calls of kernels and functions, and those that do
 * not evaluate all their operands for all rows (AND, OR, CASE, COALESCE). Which of them a row
 * expression becomes is not decided here.
 */
@NullMarked
package org.assaydb.sql.expression.node;

import org.jspecify.annotations.NullMarked;
