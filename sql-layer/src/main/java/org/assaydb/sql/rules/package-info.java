/**
 * Rewrites of a logical plan onto indexes, one a file: key ranges, order, tops, totals, skips,
 * lookups, history. A rule may only replace a part of a plan by one that gives the same rows, and
 * decides by the plan, the certified catalog and proved counts of rows, which choose between such
 * parts. How a read runs is the business of {@code access}.
 */
@NullMarked
package org.assaydb.sql.rules;

import org.jspecify.annotations.NullMarked;
