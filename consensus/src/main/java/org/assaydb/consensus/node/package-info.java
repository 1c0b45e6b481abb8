/** Runs the core: one thread, its ports, and the transport between replicas of one JVM. */
@NullMarked
package org.assaydb.consensus.node;

import org.jspecify.annotations.NullMarked;
