/**
 * Sub-queries inside expressions, run as they stand (Apply): once for each distinct combination of
 * the outer values that they use, with a cache for the statement. EXISTS, IN, SOME and scalar
 * sub-queries differ in what they keep of a run, see {@link
 * org.assaydb.sql.subquery.SubQueryResult}.
 */
@NullMarked
package org.assaydb.sql.subquery;

import org.jspecify.annotations.NullMarked;
