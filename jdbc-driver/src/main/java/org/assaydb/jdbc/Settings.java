package org.assaydb.jdbc;

import java.sql.SQLException;

/** Numbers that a connection keeps to; see {@link DriverProperty}. */
record Settings(
    long maxStalenessMs,
    long minHeight,
    long headMaxAgeMs,
    long connectTimeoutMs,
    long readTimeoutMs,
    long commitTimeoutMs,
    int maxRetries,
    long maxProofBytes,
    long maxRoundTrips,
    long maxKeptProofBytes,
    int batchRows,
    long cacheBytes) {
  /** The cache takes a quarter of the heap at most. */
  private static final int CACHE_SHARE = 4;

  static Settings of(ConnectionUrl url) throws SQLException {
    return new Settings(
        url.number(DriverProperty.MAX_STALENESS_MS),
        url.number(DriverProperty.MIN_HEIGHT),
        url.number(DriverProperty.HEAD_MAX_AGE_MS),
        url.number(DriverProperty.CONNECT_TIMEOUT_MS),
        url.number(DriverProperty.READ_TIMEOUT_MS),
        url.number(DriverProperty.COMMIT_TIMEOUT_MS),
        (int) Math.min(1000, url.number(DriverProperty.MAX_RETRIES)),
        url.number(DriverProperty.MAX_PROOF_BYTES),
        url.number(DriverProperty.MAX_ROUND_TRIPS),
        url.number(DriverProperty.MAX_KEPT_PROOF_BYTES),
        (int) Math.max(1, Math.min(1_000_000, url.number(DriverProperty.BATCH_ROWS))),
        Math.min(
            Runtime.getRuntime().maxMemory() / CACHE_SHARE,
            Math.max(0, url.number(DriverProperty.CACHE_BYTES))));
  }
}
