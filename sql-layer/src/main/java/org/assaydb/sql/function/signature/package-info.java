/**
 * What SQL text may call, as Calcite's validator sees it: names, parameters, types of results, and
 * the lists of Calcite's own operators and aggregates that we carry. No code that computes.
 */
@NullMarked
package org.assaydb.sql.function.signature;

import org.jspecify.annotations.NullMarked;
