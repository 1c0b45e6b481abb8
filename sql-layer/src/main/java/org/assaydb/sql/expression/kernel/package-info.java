/**
 * What operators compute, over whole vectors: comparisons, arithmetic, tests. A kernel is made for
 * given types and knows nothing of expressions, rows or statements.
 */
@NullMarked
package org.assaydb.sql.expression.kernel;

import org.jspecify.annotations.NullMarked;
