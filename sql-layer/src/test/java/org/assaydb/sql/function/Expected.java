package org.assaydb.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.runtime.CalciteContextException;
import org.assaydb.sql.SqlLayerException;
import org.assertj.core.api.SoftAssertions;

/** Compares expressions with the values that PostgreSQL 15 gives for them. */
final class Expected {
  private static final String ARROW = " => ";

  private Expected() {}

  /**
   * @param lines {@code expression => value} each; a SQLSTATE with an exclamation mark in front is
   *     an error, {@code !validation} one of the validator
   */
  static void values(String lines) {
    SoftAssertions softly = new SoftAssertions();
    int count = 0;
    for (String line : lines.split("\n")) {
      int arrow = line.lastIndexOf(ARROW);
      if (arrow < 0) {
        throw new IllegalArgumentException(line);
      }
      String expression = line.substring(0, arrow).strip();
      String wanted = line.substring(arrow + ARROW.length());
      softly.assertThat(outcome(expression)).as(expression).isEqualTo(wanted);
      count++;
    }
    assertThat(count).isPositive();
    softly.assertAll();
  }

  private static String outcome(String expression) {
    try {
      return marked(Calls.value(expression));
    } catch (SqlLayerException e) {
      return "!" + e.sqlState();
    } catch (CalciteContextException e) {
      return "!validation";
    }
  }

  /** Blanks at the end as dots: a text block loses them. */
  private static String marked(String value) {
    String kept = value.stripTrailing();
    return kept + "·".repeat(value.length() - kept.length());
  }
}
