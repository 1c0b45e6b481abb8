/**
 * Plans that run: a query with its columns and parameters around the operators. Nothing is chosen
 * here, and rows come from reads that have verified them.
 */
@NullMarked
package org.assaydb.sql.execution;

import org.jspecify.annotations.NullMarked;
