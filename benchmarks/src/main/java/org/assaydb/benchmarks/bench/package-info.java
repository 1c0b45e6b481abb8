/**
 * The commands {@code assay bench ...}: options, tables and JSON files. What is measured lives in
 * the packages beside this one. Options come from the user; nothing here reads hostile input.
 */
@NullMarked
package org.assaydb.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
