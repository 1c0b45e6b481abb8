/**
 * Relational operators over batches. A {@link org.assaydb.sql.operator.Plan} is immutable and can
 * be run many times; a run is a {@link org.assaydb.sql.expression.RowSource} that its parent pulls
 * and closes.
 *
 * <p>No operator gives an empty batch. Memory that grows with the data is counted against the
 * statement's {@link org.assaydb.sql.spill.Workspace}; a sort, a join or a set operation that gets
 * no more goes through temporary files, and its rows and their order are the same then. Every loop
 * whose length the data decides asks whether the statement is to end. What a condition or key is,
 * is compiled elsewhere: operators see {@link org.assaydb.sql.expression.Expression}s only.
 */
@NullMarked
package org.assaydb.sql.operator;

import org.jspecify.annotations.NullMarked;
