/**
 * From a statement to a plan: which phases a kind of statement goes through, and the cache of
 * plans. The phases themselves are in the other packages, none of which knows this one. Inputs are
 * the client's own text and a certified catalog.
 */
@NullMarked
package org.assaydb.sql.planner;

import org.jspecify.annotations.NullMarked;
