/**
 * The demonstration: four replicas in this process, Synthea's tables, questions, an update, time
 * travel, a tamper drill. Everything goes through the JDBC driver over TLS sockets, as an
 * application would. The replicas, the dishonest one included, are hostile input to the driver, not
 * to this package.
 *
 * <p>Invariant: the exit status is 0 only if every query was verified and every attack was
 * rejected.
 */
@NullMarked
package org.assaydb.benchmarks.demo;

import org.jspecify.annotations.NullMarked;
