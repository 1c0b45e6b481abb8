/**
 * Rewrites of a logical plan onto indexes, one a file: key ranges, order, tops, totals, skips,
 * lookups. A rule may only replace a part of a plan by one that gives the same rows.
 */
@NullMarked
package org.assaydb.sql.rules;

import org.jspecify.annotations.NullMarked;
