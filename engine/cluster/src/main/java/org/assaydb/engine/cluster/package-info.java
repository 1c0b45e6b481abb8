/**
 * Several replicas in one JVM, on one directory: real consensus over an in-process transport, real
 * TLS servers on loopback; behind {@code jdbc:assay:embedded:DIR} too. The directory's files are
 * here as well: keys, genesis, TLS certificates, the lock. Keys are readable by their owner only.
 */
@NullMarked
package org.assaydb.engine.cluster;

import org.jspecify.annotations.NullMarked;
