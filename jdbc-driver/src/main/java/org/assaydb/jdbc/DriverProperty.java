package org.assaydb.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every property that a URL or a {@code Properties} may hold; there are no others. */
enum DriverProperty {
  GENESIS("genesis", null, "File with the genesis, or its hash (64 hexadecimal digits)"),
  GENESIS_FILE("genesisFile", null, "File with the genesis when 'genesis' is its hash"),
  TLS_CA("tlsCa", null, "PEM file with the certificate authority of the replicas"),
  TRUST_DIR("trustDir", null, "Directory of the trust state and the client key"),
  KEY("key", null, "File with the client's Ed25519 secret, 64 hexadecimal digits"),
  MAX_STALENESS_MS("maxStaleness", "60000", "Oldest acceptable snapshot in milliseconds"),
  MIN_HEIGHT("minHeight", "0", "Lowest acceptable height"),
  HEAD_MAX_AGE_MS("headMaxAge", "0", "Milliseconds for which a known head is used unasked"),
  CONNECT_TIMEOUT_MS(
      "connectTimeout", "5000", "Milliseconds for a connection attempt and for getConnection"),
  READ_TIMEOUT_MS("readTimeout", "60000", "Milliseconds to wait for an answer"),
  COMMIT_TIMEOUT_MS("commitTimeout", "60000", "Milliseconds to wait for a commit in all"),
  MAX_RETRIES("maxRetries", "10", "Repetitions of a single statement after a conflict"),
  MAX_PROOF_BYTES("maxProofBytes", "1073741824", "Bytes of proof accepted for one statement"),
  MAX_ROUND_TRIPS("maxRoundTrips", "100000", "Requests for one statement"),
  MAX_KEPT_PROOF_BYTES("maxKeptProofBytes", "67108864", "Bytes of proof kept for saveProof"),
  BATCH_ROWS("batchRows", "10000", "Rows of a batch that become one transaction"),
  CACHE_BYTES(
      "cacheBytes", "268435456", "Memory for verified answers that outlive statements, 0 for none"),
  REPLICAS("replicas", "4", "Replicas of an embedded cluster");

  private final String key;
  private final @Nullable String defaultValue;
  private final String description;

  DriverProperty(String key, @Nullable String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  String key() {
    return key;
  }

  @Nullable String defaultValue() {
    return defaultValue;
  }

  String description() {
    return description;
  }

  boolean isNumber() {
    return defaultValue != null;
  }

  /** Null for a name that is no property. */
  static @Nullable DriverProperty of(String key) {
    for (DriverProperty property : values()) {
      if (property.key.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT))) {
        return property;
      }
    }
    return null;
  }
}
