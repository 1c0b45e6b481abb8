/**
 * The {@code assay} command: commands that make, run and ask replicas or check a proof file, and
 * those that measure, which live in {@code org.assaydb.benchmarks}. Arguments are the user's own;
 * proof files are hostile input and only ever reach the driver's offline verifier.
 */
@NullMarked
package org.assaydb.engine.cli;

import org.jspecify.annotations.NullMarked;
