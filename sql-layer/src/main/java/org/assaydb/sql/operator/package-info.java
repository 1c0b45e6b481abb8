/**
 * Relational operators over batches. A {@link org.assaydb.sql.operator.Plan} is immutable and can
 * be run many times; a run is a {@link org.assaydb.sql.expression.RowSource} that its parent pulls
 * and closes.
 */
@NullMarked
package org.assaydb.sql.operator;

import org.jspecify.annotations.NullMarked;
