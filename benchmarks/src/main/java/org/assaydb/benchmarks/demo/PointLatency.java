package org.assaydb.benchmarks.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assaydb.engine.terminal.Evidence;

/**
 * Time of one verified point query, request to last column.
 *
 * @param samples queries measured
 * @param proofBytes proof of the last one
 */
record PointLatency(int samples, double medianMs, double p99Ms, long proofBytes) {
  private static final int WARM_UP = 500;
  private static final int SAMPLES = 1_000;
  private static final String QUERY =
      "SELECT \"START\", encounterclass, total_claim_cost FROM encounters WHERE id = ?";

  /** Asks for encounters by key, at random from a fixed seed, after a warm-up. */
  static PointLatency measure(Connection connection) throws SQLException {
    List<UUID> keys = keys(connection);
    Random random = new Random(1);
    double[] times = new double[SAMPLES];
    long proofBytes = 0;
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      for (int i = -WARM_UP; i < SAMPLES; i++) {
        UUID key = keys.get(random.nextInt(keys.size()));
        long start = System.nanoTime();
        query.setObject(1, key);
        try (ResultSet result = query.executeQuery()) {
          if (!result.next()) {
            throw new SQLException("encounter " + key + " is gone", "02000");
          }
          result.getObject(3);
          double elapsedMs = (System.nanoTime() - start) / 1e6;
          if (i >= 0) {
            times[i] = elapsedMs;
            proofBytes = Evidence.of(result).proofBytes();
          }
        }
      }
    }
    Arrays.sort(times);
    return new PointLatency(SAMPLES, times[SAMPLES / 2], times[SAMPLES * 99 / 100], proofBytes);
  }

  private static List<UUID> keys(Connection connection) throws SQLException {
    List<UUID> keys = new ArrayList<>();
    try (PreparedStatement all = connection.prepareStatement("SELECT id FROM encounters");
        ResultSet result = all.executeQuery()) {
      while (result.next()) {
        keys.add(result.getObject(1, UUID.class));
      }
    }
    return keys;
  }
}
