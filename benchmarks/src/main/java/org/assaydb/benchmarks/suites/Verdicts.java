package org.assaydb.benchmarks.suites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.sql.SqlLayerException;

/**
 * How the statements of a suite came out. A failure without a SQLSTATE, or with that of an internal
 * error, is wrong and not refused. Not thread safe.
 */
public final class Verdicts {
  private static final String INTERNAL = "XX000";
  private static final int LISTED = 200;
  private static final int LONGEST_REASON = 100;

  /** What differs between messages of one class: texts, names, numbers. */
  private static final Pattern PARTICULAR = Pattern.compile("'[^']*'|\"[^\"]*\"|\\d+");

  private final Map<String, Long> refused = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> deviations = new ArrayList<>();
  private long right;
  private long wrongCount;
  private long refusedCount;

  void right() {
    right++;
  }

  /** Notes a wrong answer; the first ones are listed. */
  void wrong(String place, String sql, String why) {
    wrongCount++;
    if (wrong.size() < LISTED) {
      wrong.add(place + ": " + why + "\n  " + sql.replace("\n", "\n  "));
    }
  }

  /** Notes an answer that differs as documented; all are listed. */
  void deviates(String place, String sql, String how) {
    deviations.add(place + ": " + how + "\n  " + sql.replace("\n", "\n  "));
  }

  /** Notes a failure. */
  void failed(String place, String sql, RuntimeException failure) {
    if (failure instanceof SqlLayerException e && !e.sqlState().equals(INTERNAL)) {
      refusedCount++;
      refused.merge(e.sqlState() + " " + reason(e), 1L, Long::sum);
    } else {
      wrong(place, sql, failure.toString().lines().findFirst().orElse(""));
    }
  }

  private static String reason(SqlLayerException failure) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String general = PARTICULAR.matcher(line).replaceAll("_");
    return general.substring(0, Math.min(general.length(), LONGEST_REASON));
  }

  /** Statements in all. */
  public long count() {
    return right + wrongCount + refusedCount + deviations.size();
  }

  public long rightCount() {
    return right;
  }

  public long wrongCount() {
    return wrongCount;
  }

  public long refusedCount() {
    return refusedCount;
  }

  /** The first wrong ones: where, why, statement. */
  public List<String> wrongOnes() {
    return List.copyOf(wrong);
  }

  /** Prints the counts, the reasons of refusals and what is wrong. */
  public void print(Style style) {
    style.line(
        String.format(
            Locale.ROOT,
            "%,d right, %,d wrong, %,d refused, %,d of another type (docs/testing)",
            right,
            wrongCount,
            refusedCount,
            deviations.size()));
    if (!refused.isEmpty()) {
      TextTable table = new TextTable("rl", "refused", "reason");
      refused.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .forEach(e -> table.add(String.format(Locale.ROOT, "%,d", e.getValue()), e.getKey()));
      style.out().print(table);
    }
    wrong.forEach(one -> style.line(style.bad("WRONG ") + one));
    deviations.forEach(one -> style.line("OF ANOTHER TYPE " + one));
    if (wrongCount > wrong.size()) {
      style.line("and " + (wrongCount - wrong.size()) + " more");
    }
  }

  /** The figures, for JSON. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("right", right);
    fields.put("wrong", wrongCount);
    fields.put("refused", refusedCount);
    fields.put("refusedByReason", refused);
    fields.put("wrongOnes", wrong);
    fields.put("ofAnotherType", deviations);
    return fields;
  }
}
