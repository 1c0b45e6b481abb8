/** Parses, validates and plans SQL, rewrites it onto indexes, executes it and computes writes. */
@NullMarked
package org.assaydb.sql;

import org.jspecify.annotations.NullMarked;
