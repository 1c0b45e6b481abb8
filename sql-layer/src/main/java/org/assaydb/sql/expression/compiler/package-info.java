/**
 * Row expressions of Calcite become expressions over batches. What an operator means for given
 * types (which conversions are implied, which kernel computes it) is decided here, once a
 * statement; nothing of Calcite is left when rows are read. A type or an operator that is not
 * supported is refused with 0A000 and its name.
 */
@NullMarked
package org.assaydb.sql.expression.compiler;

import org.jspecify.annotations.NullMarked;
