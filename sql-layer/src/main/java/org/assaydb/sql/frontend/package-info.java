/**
 * From a syntax tree to a validated query in relational form: what Calcite's validator and
 * converter are told, and where their ways are not ours. No indexes, and no text other than names.
 * Inputs are the client's own statement and a certified catalog.
 */
@NullMarked
package org.assaydb.sql.frontend;

import org.jspecify.annotations.NullMarked;
