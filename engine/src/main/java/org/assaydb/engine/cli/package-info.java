/**
 * Commands that make and run replicas or check a proof file. Arguments are the user's own; proof
 * files are hostile input and only ever reach the driver's offline verifier.
 */
@NullMarked
package org.assaydb.engine.cli;

import org.jspecify.annotations.NullMarked;
