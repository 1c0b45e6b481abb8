package org.assaydb.benchmarks.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assaydb.benchmarks.synthea.Question;
import org.assaydb.engine.terminal.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * One question with its answer's figures.
 *
 * @param evidence null when the statement failed
 * @param failure why it failed, null when it was verified
 */
record QuestionResult(
    Question question,
    long rows,
    double timeMs,
    @Nullable Evidence evidence,
    @Nullable String failure) {

  boolean verified() {
    return evidence != null && failure == null;
  }

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("question", question.name());
    fields.put("verified", verified());
    fields.put("rows", rows);
    fields.put("timeMs", timeMs);
    if (evidence != null) {
      fields.put("proofBytes", evidence.proofBytes());
      fields.put("verifyMs", evidence.verifyMs());
      fields.put("height", evidence.height());
      fields.put("signers", evidence.signers());
    }
    fields.put("failure", failure);
    return fields;
  }
}
