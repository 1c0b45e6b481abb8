/**
 * Files of a cluster of replicas on one machine: keys, genesis, TLS certificates, the lock on the
 * directory. Keys are readable by their owner only.
 */
@NullMarked
package org.assaydb.engine.cluster;

import org.jspecify.annotations.NullMarked;
