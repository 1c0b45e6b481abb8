/**
 * INSERT, UPDATE and DELETE: the rows that a statement writes. Nothing is written here, and queries
 * are planned behind {@link org.assaydb.sql.change.QueryPlanner}. Values come from the client's own
 * statement and from verified rows.
 */
@NullMarked
package org.assaydb.sql.change;

import org.jspecify.annotations.NullMarked;
