package org.assaydb.benchmarks.proofs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Medians of one case.
 *
 * @param state what the index had been through: {@code one-run} or {@code updated}
 * @param runs runs of the index
 * @param resultRows rows returned; 0 when that says nothing
 * @param proofBytes runs part of the verification object
 * @param statePathBytes the rest of it, the index's leaf included
 * @param nodeHashNanos one hash of an inner node, measured with the case
 */
record CaseFigures(
    String name,
    String state,
    int runs,
    int resultRows,
    int proofBytes,
    int statePathBytes,
    int descriptorBytes,
    double serverMicros,
    double verifyMicros,
    double nodeHashNanos) {
  /** For JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("state", state);
    fields.put("runs", runs);
    fields.put("proofBytes", proofBytes);
    fields.put("serverMicros", rounded(serverMicros));
    fields.put("verifyMicros", rounded(verifyMicros));
    fields.put("nodeHashNanos", rounded(nodeHashNanos));
    fields.put("statePathBytes", statePathBytes);
    fields.put("ofThatIndexLeafBytes", descriptorBytes);
    if (resultRows > 0) {
      fields.put("resultRows", resultRows);
      fields.put("verifyNanosPerRow", rounded(verifyMicros * 1000 / resultRows));
    }
    return fields;
  }

  static double rounded(double micros) {
    return Math.round(micros * 100) / 100.0;
  }
}
