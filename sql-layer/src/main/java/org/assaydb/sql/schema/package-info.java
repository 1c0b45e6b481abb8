/**
 * Tables, snapshots and columns as the planner sees them: the certified catalog in Calcite's terms.
 * No text is parsed and nothing is read here.
 */
@NullMarked
package org.assaydb.sql.schema;

import org.jspecify.annotations.NullMarked;
