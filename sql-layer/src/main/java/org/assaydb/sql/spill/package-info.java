/**
 * Memory of a statement: how much it may hold, and the temporary files that take what is more. A
 * file holds batches of one shape, is read by the statement that wrote it alone, and is gone when
 * the statement ends, whatever way.
 */
@NullMarked
package org.assaydb.sql.spill;

import org.jspecify.annotations.NullMarked;
