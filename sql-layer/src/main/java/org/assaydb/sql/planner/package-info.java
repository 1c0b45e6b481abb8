/**
 * From a statement to a plan: which phases a kind of statement goes through, and the cache of
 * plans.
 */
@NullMarked
package org.assaydb.sql.planner;

import org.jspecify.annotations.NullMarked;
