package org.assaydb.consensus.node;

import java.util.function.LongSupplier;

/**
 * The two clocks of a replica.
 *
 * @param monotonicMs milliseconds that never go back, whatever happens to the machine's clock;
 *     their zero means nothing; for timers
 * @param wallMs milliseconds since 1970-01-01 UTC; for the times in headers only
 */
public record Clocks(LongSupplier monotonicMs, LongSupplier wallMs) {}
