/**
 * Rewrites of logical plans, each one pass over the plan and each with a differential test: {@link
 * org.assaydb.sql.rewrite.Rewrites} composes them. Input is what Calcite's converter gives, output
 * are logical nodes again; indexes and the choice of operators do not belong here, nor does folding
 * of constants.
 *
 * <p>What holds for every rewrite:
 *
 * <ul>
 *   <li>The rows are the same, as a multiset, and so is the row type of the root.
 *   <li>No error is added: an expression that {@link org.assaydb.sql.rewrite.Failures can fail} is
 *       never evaluated for a row that it was not evaluated for before. It may be evaluated for
 *       fewer. One exception: what a sub-query computes without regard to the outer row may run
 *       although no outer row asks for it.
 *   <li>Inner fields may lose their nullability (an outer join that becomes an inner one);
 *       references keep the nullable type that they were made with.
 * </ul>
 */
@NullMarked
package org.assaydb.sql.rewrite;

import org.jspecify.annotations.NullMarked;
