/**
 * From text to a validated query in relational form: what Calcite's parser, validator and converter
 * are told, and where their ways are not ours. Inputs are the client's own text and a certified
 * catalog.
 */
@NullMarked
package org.assaydb.sql.frontend;

import org.jspecify.annotations.NullMarked;
