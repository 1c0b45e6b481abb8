/**
 * Synthea's 18 healthcare tables: schema, bundled sample, generator, loader and the questions asked
 * about them. Speaks plain JDBC only, so that the same code loads and asks another database. CSV
 * files are hostile input: a field that does not fit its column stops the load with file, line and
 * column.
 */
@NullMarked
package org.assaydb.benchmarks.synthea;

import org.jspecify.annotations.NullMarked;
