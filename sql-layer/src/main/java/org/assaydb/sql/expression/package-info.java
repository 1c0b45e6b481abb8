/**
 * Scalar expressions over batches: what Calcite's row expressions become, and what they are
 * evaluated with. Operators use expressions, never the other way round: a sub-query inside an
 * expression is a {@link org.assaydb.sql.expression.RowSource}.
 */
@NullMarked
package org.assaydb.sql.expression;

import org.jspecify.annotations.NullMarked;
