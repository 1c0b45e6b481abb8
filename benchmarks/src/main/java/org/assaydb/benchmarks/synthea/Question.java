package org.assaydb.benchmarks.synthea;

import java.util.List;
import org.assaydb.benchmarks.resource.Resource;

/**
 * A question about the patients: one SELECT whose ORDER BY is total.
 *
 * @param name file name without extension
 * @param title first line of the file, in words
 * @param sql without semicolon
 */
public record Question(String name, String title, String sql) {
  private static final List<String> NAMES =
      List.of(
          "01-patient-record",
          "02-patient-encounters",
          "03-diabetes-cohort",
          "04-medication-after-diagnosis",
          "05-readmission-30-days",
          "06-costs-by-payer",
          "07-latest-hba1c",
          "08-top-procedures-by-cost",
          "09-comorbidity-pairs",
          "10-no-encounter-last-year",
          "11-immunization-coverage",
          "12-cost-by-encounter-class",
          "13-allergies-outer-join",
          "14-prediabetes-without-diabetes",
          "15-expensive-patients",
          "16-medication-share-by-payer",
          "17-provider-workload",
          "18-hypertension-over-threshold",
          "19-age-at-diagnosis",
          "20-imaging-by-modality");

  /** All bundled questions in their order. */
  public static List<Question> all() {
    return NAMES.stream()
        .map(name -> parse(name, Resource.text("/synthea/questions/" + name + ".sql")))
        .toList();
  }

  static Question parse(String name, String text) {
    int end = text.indexOf('\n');
    if (!text.startsWith("-- ") || end < 0) {
      throw new IllegalArgumentException(name + ": the first line must be '-- ' and a title");
    }
    return new Question(name, text.substring(3, end).strip(), text.substring(end + 1).strip());
  }
}
