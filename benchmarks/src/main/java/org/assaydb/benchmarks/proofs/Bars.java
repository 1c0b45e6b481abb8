package org.assaydb.benchmarks.proofs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a case is compared with.
 *
 * @param bytes most proof bytes wanted, 0 for none
 * @param server most microseconds wanted on the server, 0 for none
 * @param verify most microseconds wanted in the driver, 0 for none
 * @param grove GroveDB's published proof bytes for the shape, at 100,000 keys; 0 for none
 * @param groveMicros GroveDB's published time to execute and prove, warm; 0 for none
 */
record Bars(int bytes, int server, int verify, int grove, int groveMicros) {
  private static final Map<String, Bars> BY_CASE =
      Map.of(
          "point-row", new Bars(1_000, 15, 6, 0, 0),
          "absent-key", new Bars(900, 15, 6, 0, 0),
          "point-sum", new Bars(1_700, 25, 10, 1_087, 37),
          "range-sum", new Bars(1_700, 25, 10, 3_102, 102),
          "group-count-100", new Bars(6_000, 100, 60, 10_992, 763),
          "group-range-sum-100", new Bars(100_000, 2_000, 600, 169_064, 11_500),
          "topk-10", new Bars(3_000, 20, 10, 0, 0));

  private static final int SCAN_NANOS_A_ROW = 25;

  /**
   * Null for a case without any.
   *
   * @param resultRows of a scan, whose bars follow from them
   */
  static @Nullable Bars of(String proofCase, int resultRows) {
    return proofCase.startsWith("scan") ? ofScan(resultRows) : BY_CASE.get(proofCase);
  }

  /** 1.15 times the columns read, as they are encoded, and 2 KB. */
  private static Bars ofScan(int resultRows) {
    long bytes = EncodedColumns.of(resultRows).values() * 115L / 100 + 2_048;
    long micros = (long) resultRows * SCAN_NANOS_A_ROW / 1_000;
    return new Bars((int) bytes, 0, (int) micros, 0, 0);
  }
}
